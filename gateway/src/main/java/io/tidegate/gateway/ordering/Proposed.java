package io.tidegate.gateway.ordering;

import io.tidegate.gateway.replenishment.Proposal;
import io.tidegate.gateway.replenishment.Reason;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * So much of an item is proposed to be ordered, and that became of it. Immutable.
 *
 * @param id stays the same while nobody has decided, also when it is computed anew
 * @param amount in the item's own unit
 * @param madeAt when it was computed last
 */
public record Proposed(
        String id, Subject subject, Amount amount, Instant madeAt, Figures figures, Reason reason, Fate fate) {

    /**
     * What it is about.
     *
     * @param name as the catalogue had it when it was computed
     * @param supplier empty where the catalogue names none
     * @param pack it is ordered in multiples of this
     */
    public record Subject(String item, String name, String supplier, Item.Pack pack) {}

    /**
     * What it was computed from.
     *
     * @param onHand what could be sold
     * @param onOrder what was on its way
     * @param leadTimeDays from an order to its arrival, in the mean
     */
    public record Figures(double onHand, double onOrder, double leadTimeDays, Proposal.Figures computed) {}

    /** By whom and why it was decided. */
    public record Decision(Instant at, Optional<String> who, Optional<String> note) {}

    /** What became of a proposal. */
    public sealed interface Fate {

        State state();

        /** Nobody has decided yet. */
        record Open() implements Fate {

            @Override
            public State state() {
                return State.PROPOSED;
            }
        }

        /**
         * It was ordered.
         *
         * @param amount that was, in the item's own unit
         * @param received so many of them until now
         * @param last when the last of these came
         * @param closed when somebody said that nothing more will come
         */
        record Ordered(
                Decision decision, Amount amount, Amount received, Optional<Instant> last, Optional<Instant> closed)
                implements Fate {

            @Override
            public State state() {
                return closed.isPresent() ? State.CLOSED : open().signum() > 0 ? State.ACCEPTED : State.RECEIVED;
            }

            /** What is still to come. */
            public BigDecimal open() {
                return closed.isPresent()
                        ? BigDecimal.ZERO
                        : amount.quantity().subtract(received.quantity()).max(BigDecimal.ZERO);
            }

            /** From the order to the last receipt, once all has come or nothing more will. */
            public Optional<Double> days() {
                return state() == State.ACCEPTED ? Optional.empty() : last.map(end -> Times.days(decision.at, end));
            }
        }

        /**
         * It was not ordered.
         *
         * @param daysOut on how many days the item was then out of stock, until goods came; empty until the next night
         */
        record Ignored(Decision decision, Optional<Integer> daysOut) implements Fate {

            @Override
            public State state() {
                return State.IGNORED;
            }
        }
    }

    /** Where it stands. */
    public enum State {
        PROPOSED,
        ACCEPTED,
        RECEIVED,
        CLOSED,
        IGNORED;

        /** In JSON, in addresses and in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }
    }

    Proposed with(Fate other) {
        return new Proposed(id, subject, amount, madeAt, figures, reason, other);
    }

    /** So many packs, maybe with a part of one. */
    public BigDecimal packs(Amount of) {
        return of.quantity().divide(subject.pack.of(), MathContext.DECIMAL32).stripTrailingZeros();
    }

    /** What is to be ordered, or was. */
    public Amount wanted() {
        return fate instanceof Fate.Ordered ordered ? ordered.amount : amount;
    }
}
