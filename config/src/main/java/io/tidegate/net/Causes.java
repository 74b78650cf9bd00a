package io.tidegate.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why something failed, and why that did. Functions only. */
public final class Causes {

    /** A chain that is longer goes round in circles. */
    private static final int MAX = 10;

    private Causes() {}

    /** What it says of itself, or at least what it is. */
    public static String said(Throwable trouble) {
        String message = trouble.getMessage();
        return message == null ? trouble.getClass().getSimpleName() : message;
    }

    /** The trouble itself, and what caused it, the outermost first. */
    public static List<Throwable> of(Throwable trouble) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable cause = trouble; cause != null && causes.size() < MAX; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
