package io.tidegate.clouds.epcis;

import io.tidegate.observation.MovementKind;
import java.util.List;
import java.util.Optional;

/** What an event says of a movement, in words of the Core Business Vocabulary 2.0. */
public enum Step {
    RECEIVE("receiving", Optional.of("in_progress"), End.TO),
    SELL("retail_selling", Optional.of("retail_sold"), End.FROM),
    RETURN("receiving", Optional.of("returned"), End.TO),
    /** The first half of a transfer. What is on its way is at no place. */
    SHIP("shipping", Optional.of("in_transit"), End.ON_THE_WAY),
    /** The second half of a transfer. */
    ARRIVE("receiving", Optional.of("in_progress"), End.TO),
    COUNT("cycle_counting", Optional.of("sellable_accessible"), End.TO),
    WASTE("destroying", Optional.of("destroyed"), End.FROM),
    PRODUCE("commissioning", Optional.of("active"), End.TO),
    CONSUME("commissioning", Optional.empty(), End.FROM),
    ADJUST("other", Optional.empty(), End.TO);

    /** Which end of its way a movement is seen at. */
    enum End {
        FROM,
        TO,
        ON_THE_WAY
    }

    private final String bizStep;
    final Optional<String> disposition;
    final End end;

    Step(String bizStep, Optional<String> disposition, End end) {
        this.bizStep = bizStep;
        this.disposition = disposition;
        this.end = end;
    }

    /** Those of which a movement consists, in the order of time. */
    public static List<Step> of(MovementKind kind) {
        return switch (kind) {
            case RECEIVE -> List.of(RECEIVE);
            case SELL -> List.of(SELL);
            case RETURN -> List.of(RETURN);
            case TRANSFER -> List.of(SHIP, ARRIVE);
            case COUNT -> List.of(COUNT);
            case WASTE -> List.of(WASTE);
            case PRODUCE -> List.of(PRODUCE);
            case CONSUME -> List.of(CONSUME);
            case ADJUST -> List.of(ADJUST);
        };
    }

    /** As the vocabulary calls it. */
    public String bizStep() {
        return bizStep;
    }

    /** Whether it is seen where goods come to, or are counted; else where they leave. */
    public boolean isSeenWhereGoodsCome() {
        return end == End.TO;
    }

    boolean isTransformation() {
        return this == PRODUCE || this == CONSUME;
    }

    boolean isTransfer() {
        return this == SHIP || this == ARRIVE;
    }
}
