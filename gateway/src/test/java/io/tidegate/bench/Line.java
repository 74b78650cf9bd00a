package io.tidegate.bench;

import java.util.Locale;

/** A line of the table; {@link #NONE} where there is nothing to say. */
record Line(String work, String ours, String reference, String ratio, String aim) {

    static final String NONE = "";

    static String ratio(double ours, double reference) {
        return reference == 0 ? NONE : String.format(Locale.ROOT, "%.2f", ours / reference);
    }

    static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%,.0f/s", rate);
    }

    static String cpu(double secondsPer10000) {
        return String.format(Locale.ROOT, "%.2f s", secondsPer10000);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", Math.round(bytes / 1e6));
    }

    static String bytes(double bytes) {
        return bytes < 10_000
                ? String.format(Locale.ROOT, "%,.0f B", bytes)
                : String.format(Locale.ROOT, "%,.1f KB", bytes / 1e3);
    }

    String markdown() {
        return "| " + String.join(" | ", work, ours, reference, ratio, aim) + " |";
    }
}
