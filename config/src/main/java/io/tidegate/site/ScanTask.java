package io.tidegate.site;

import io.tidegate.observation.MovementKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is doing who scans goods. */
public enum ScanTask {
    /** Nothing is booked: it is only shown what it is. */
    LOOK,
    RECEIVE,
    SELL,
    RETURN,
    /** Gathered, and booked when all is counted. */
    COUNT,
    TRANSFER,
    WASTE;

    /** The word for it in the site file, in JSON and in command codes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ScanTask> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** What each scan books at once; of the others none does. */
    public Optional<MovementKind> movement() {
        return switch (this) {
            case LOOK, COUNT -> Optional.empty();
            case RECEIVE -> Optional.of(MovementKind.RECEIVE);
            case SELL -> Optional.of(MovementKind.SELL);
            case RETURN -> Optional.of(MovementKind.RETURN);
            case TRANSFER -> Optional.of(MovementKind.TRANSFER);
            case WASTE -> Optional.of(MovementKind.WASTE);
        };
    }
}
