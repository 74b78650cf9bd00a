package io.tidegate.gateway.ordering;

import io.tidegate.gateway.inventory.Days;
import io.tidegate.gateway.inventory.ItemBooks;
import io.tidegate.gateway.inventory.Turnover;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.ordering.Deliveries.Served;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.replenishment.DailySales;
import io.tidegate.gateway.replenishment.LeadTime;
import io.tidegate.gateway.replenishment.Policy;
import io.tidegate.gateway.replenishment.Proposal;
import io.tidegate.gateway.replenishment.Replenishment;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What one look at an item comes to. Holds nothing of an item once it has gone on to the next, but how long its supplier's
 * orders took. Used by one thread, for one night.
 */
final class Reckoning {

    private final ItemBooks books;
    private final Sql proposals;
    private final Rules rules;
    private final Instant now;
    private final Map<String, List<Double>> leadTimes = new HashMap<>();

    /**
     * What does not change during a night.
     *
     * @param days of which sales are read
     * @param made ids of what counters of the site file say is made here
     */
    record Rules(Policy policy, ZoneId zone, Days days, Set<String> made) {}

    Reckoning(ItemBooks books, Sql proposals, Rules rules, Instant now) {
        this.books = books;
        this.proposals = proposals;
        this.rules = rules;
        this.now = now;
    }

    /**
     * @param proposed empty where there is enough, and where it was ignored a short while ago
     * @param known how many of its proposals were decided when it was looked at
     * @param settled orders that are over, and were not the night before
     * @param daysOut of those that were ignored, where it has changed
     */
    record Looked(Optional<Proposed> proposed, long known, List<Served> settled, Map<String, Integer> daysOut) {}

    /** @throws IllegalArgumentException where the catalogue says of it what cannot be */
    Looked look(String id) throws SQLException {
        Optional<Item> item = books.item(id);
        List<Proposed> decided = ProposalTable.decidedOf(proposals, id, Serving.ORDERS_MAX);
        long known = ProposalTable.countDecided(proposals, id);
        boolean ordered = item.filter(this::isOrdered).isPresent();
        if (!ordered && decided.isEmpty()) {
            return new Looked(Optional.empty(), known, List.of(), Map.of());
        }
        List<Served> served = new Serving(proposals, books).of(id, decided);
        Turnover turnover = books.turnover(id, rules.days);
        return new Looked(
                ordered && !isIgnored(decided) ? propose(item.get(), turnover, served) : Optional.empty(),
                known,
                settled(served, decided),
                daysOut(id, decided, turnover));
    }

    /** What has a recipe is made here, and what a machine counts. */
    private boolean isOrdered(Item item) {
        return !item.retired() && item.recipe().isEmpty() && !rules.made.contains(item.id());
    }

    /** Until the next look after somebody said no. */
    private boolean isIgnored(List<Proposed> decided) {
        return !decided.isEmpty()
                && decided.getLast().fate() instanceof Fate.Ignored ignored
                && day(ignored.decision().at())
                        .plusDays(rules.policy.reviewDays())
                        .isAfter(rules.days.today());
    }

    private Optional<Proposed> propose(Item item, Turnover turnover, List<Served> served) throws SQLException {
        List<Double> took =
                served.stream().map(Served::days).flatMap(Optional::stream).toList();
        LeadTime leadTime =
                TermsOf.leadTime(item, took, leadTimes(item.supply().supplier().orElse("")));
        var terms = TermsOf.of(
                item, leadTime, TermsOf.shelfLifeDays(item, books.lots(item.id(), LeadTime.RECEIPTS_MAX), rules.zone));
        double onHand = books.onHand(item.id(), rules.days.today());
        double onOrder = served.stream().mapToDouble(Served::open).sum();
        Proposal proposal = Replenishment.propose(
                new io.tidegate.gateway.replenishment.Item(
                        item.id(),
                        new DailySales(turnover.asked(), turnover.out()),
                        new io.tidegate.gateway.replenishment.Item.Stock(onHand, onOrder),
                        terms),
                rules.policy);
        return proposal.isOrder()
                ? Optional.of(new Proposed(
                        UUID.randomUUID().toString(),
                        new Proposed.Subject(
                                item.id(), item.name(), item.supply().supplier().orElse(""), TermsOf.pack(item)),
                        amount(proposal.quantity(), item.unit()),
                        now,
                        new Proposed.Figures(onHand, onOrder, leadTime.meanDays(), proposal.figures()),
                        proposal.reason(),
                        new Fate.Open()))
                : Optional.empty();
    }

    /** @throws IllegalArgumentException above what anybody can order */
    private static Amount amount(double quantity, String unit) {
        return new Amount(BigDecimal.valueOf(quantity).setScale(Amount.DIGITS, RoundingMode.HALF_EVEN), unit);
    }

    private List<Double> leadTimes(String supplier) throws SQLException {
        List<Double> known = leadTimes.get(supplier);
        if (known == null) {
            known = supplier.isEmpty()
                    ? List.of()
                    : ProposalTable.leadTimes(proposals, supplier, LeadTime.RECEIPTS_MAX);
            leadTimes.put(supplier, known);
        }
        return known;
    }

    /** What is not written down yet of orders that are over. */
    private static List<Served> settled(List<Served> served, List<Proposed> decided) {
        List<Served> settled = new ArrayList<>();
        for (Served each : served) {
            boolean over = each.isComplete() || each.order().closed().isPresent();
            boolean known = decided.stream()
                    .filter(one -> one.id().equals(each.order().id()))
                    .anyMatch(one -> isKnown((Fate.Ordered) one.fate(), each));
            if (over && !known) {
                settled.add(each);
            }
        }
        return settled;
    }

    private static boolean isKnown(Fate.Ordered fate, Served served) {
        return fate.state() == Proposed.State.RECEIVED
                || (fate.state() == Proposed.State.CLOSED
                        && fate.received().millionths() == ProposalTable.millionths(served.received()));
    }

    /** From the day on which it was ignored until goods came; where that is not written down yet. */
    private Map<String, Integer> daysOut(String item, List<Proposed> decided, Turnover turnover) throws SQLException {
        Map<String, Integer> days = new HashMap<>();
        for (Proposed each : decided) {
            if (each.fate() instanceof Fate.Ignored ignored) {
                Instant at = ignored.decision().at();
                LocalDate until = books.nextReceipt(item, at).map(this::day).orElse(rules.days.today());
                int out = daysOut(turnover, day(at), until);
                if (ignored.daysOut().filter(known -> known == out).isEmpty()) {
                    days.put(each.id(), out);
                }
            }
        }
        return days;
    }

    private int daysOut(Turnover turnover, LocalDate from, LocalDate until) {
        LocalDate first = rules.days.today().minusDays(turnover.out().length);
        int days = 0;
        for (int day = 0; day < turnover.out().length; day++) {
            LocalDate date = first.plusDays(day);
            days += turnover.out()[day] && !date.isBefore(from) && !date.isAfter(until) ? 1 : 0;
        }
        return days;
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, rules.zone);
    }
}
