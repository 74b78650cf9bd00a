package io.tidegate.gateway.inventory;

import io.tidegate.codes.Decoded;
import io.tidegate.codes.Flaw;
import io.tidegate.codes.Problem;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a label should not be booked without a look: the wrong goods would be counted, or what has expired be sold. */
public enum Doubt {
    MISREAD(Flaw.CHECK_DIGIT),
    NO_SUCH_DATE(Flaw.DATE),
    TWO_VALUES(Flaw.DIFFERENT_VALUES),
    RUN_TOGETHER(Flaw.LOST_SEPARATOR);

    private final Flaw flaw;

    Doubt(Flaw flaw) {
        this.flaw = flaw;
    }

    /** Whether it is not booked; else it is only told, since a lot may look like that. */
    public boolean stops() {
        return this != RUN_TOGETHER;
    }

    /** For staff, with what to do. */
    public String words(String code) {
        return switch (this) {
            case MISREAD -> "The last digit of " + code + " is wrong, so it was misread or mistyped. Scan it again.";
            case NO_SUCH_DATE ->
                "The label has a date that does not exist, so nobody knows when it expires. Book it on its item's page, with"
                        + " the date that is on the package.";
            case RUN_TOGETHER ->
                "Two values of this label may have run into one: look at the lot and the date, and set the scanner up to send"
                        + " the separator (GS).";
            case TWO_VALUES -> "The label says two different things of one kind. Scan one label only.";
        };
    }

    /** The first of them. */
    static Optional<Doubt> of(Decoded decoded) {
        return Stream.of(values())
                .filter(each -> decoded.problems().stream().map(Problem::flaw).anyMatch(each.flaw::equals))
                .findFirst();
    }
}
