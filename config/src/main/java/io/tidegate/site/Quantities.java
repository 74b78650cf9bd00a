package io.tidegate.site;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. Safe from any thread. */
final class Quantities {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");

    private static final Map<String, Duration> DURATIONS = new LinkedHashMap<>();
    private static final Map<String, Long> SIZES = new LinkedHashMap<>();

    static {
        DURATIONS.put("d", Duration.ofDays(1));
        DURATIONS.put("h", Duration.ofHours(1));
        DURATIONS.put("min", Duration.ofMinutes(1));
        DURATIONS.put("s", Duration.ofSeconds(1));
        DURATIONS.put("ms", Duration.ofMillis(1));
        SIZES.put("TiB", 1L << 40);
        SIZES.put("GiB", 1L << 30);
        SIZES.put("MiB", 1L << 20);
        SIZES.put("KiB", 1L << 10);
        SIZES.put("B", 1L);
    }

    private Quantities() {}

    /** {@code 100ms}, {@code 5 s}, {@code 30 d}, or ISO-8601 ({@code PT0.1S}). */
    static Duration duration(String text) throws Unfit {
        Matcher amount = AMOUNT.matcher(text);
        try {
            if (text.startsWith("P")) {
                return Duration.parse(text);
            }
            if (amount.matches() && DURATIONS.containsKey(amount.group(2))) {
                return DURATIONS.get(amount.group(2)).multipliedBy(Long.parseLong(amount.group(1)));
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below
        }
        throw new Unfit("'" + text + "' is no duration. Write a number and a unit (" + units(DURATIONS)
                + "), such as 100ms or 5 s.");
    }

    /** {@code 128 KiB}, or a plain number of bytes. */
    static long bytes(String text) throws Unfit {
        Matcher amount = AMOUNT.matcher(text);
        try {
            if (amount.matches()) {
                String unit = amount.group(2).isEmpty() ? "B" : amount.group(2);
                if (SIZES.containsKey(unit)) {
                    return Math.multiplyExact(Long.parseLong(amount.group(1)), SIZES.get(unit));
                }
            }
        } catch (ArithmeticException e) {
            // told below
        }
        throw new Unfit(
                "'" + text + "' is no size. Write a number and a unit (" + units(SIZES) + "), such as 128 KiB.");
    }

    /** In the largest unit that leaves no fraction. */
    static String text(Duration duration) {
        for (Map.Entry<String, Duration> unit : DURATIONS.entrySet()) {
            if (!duration.isZero()
                    && unit.getValue()
                            .multipliedBy(duration.dividedBy(unit.getValue()))
                            .equals(duration)) {
                return duration.dividedBy(unit.getValue()) + " " + unit.getKey();
            }
        }
        return duration.isZero() ? "0 ms" : duration.toString();
    }

    /** In the largest unit that leaves no fraction. */
    static String text(long bytes) {
        for (Map.Entry<String, Long> unit : SIZES.entrySet()) {
            if (bytes != 0 && bytes % unit.getValue() == 0) {
                return bytes / unit.getValue() + " " + unit.getKey();
            }
        }
        return "0 B";
    }

    private static String units(Map<String, ?> known) {
        return String.join(", ", List.copyOf(known.keySet()).reversed());
    }
}
