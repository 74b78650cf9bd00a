package io.tidegate.devices.host;

import io.tidegate.observation.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the kernel's texts mean. A text that is not as expected gives nothing. */
final class KernelText {

    private static final Pattern FIRST_NUMBER = Pattern.compile("^\\s*(-?\\d{1,15}(?:\\.\\d{1,9})?)(?:\\s|$)");
    private static final Pattern MEMORY = Pattern.compile("(?m)^(MemTotal|MemAvailable):\\s+(\\d{1,15}) kB$");
    private static final Pattern HEXADECIMAL = Pattern.compile("^\\s*(?:0x)?([0-9a-fA-F]{1,8})(?:\\s|$)");
    private static final Pattern LIFE_TIME = Pattern.compile("^\\s*0x([0-9a-fA-F]{2}) 0x([0-9a-fA-F]{2})\\s*$");

    /** Bits of the firmware's get_throttled: what is so now; the same 16 higher: was so since the start. */
    private static final Map<Integer, String> THROTTLED = new LinkedHashMap<>();

    static {
        THROTTLED.put(0, "underVoltage");
        THROTTLED.put(1, "frequencyCapped");
        THROTTLED.put(2, "throttled");
        THROTTLED.put(3, "hot");
    }

    /** DEVICE_LIFE_TIME_EST counts tenths of the life that were used; 11 is beyond the end. */
    private static final int LIFE_TIME_TENTHS_MAX = 11;

    private KernelText() {}

    /** The first of {@code loadavg}, {@code uptime} or {@code temp}. */
    static Optional<Double> number(String text) {
        return FIRST_NUMBER.matcher(text).results().findFirst().map(match -> Double.parseDouble(match.group(1)));
    }

    /** Percent of the memory that no program could have, by {@code meminfo}. */
    static Optional<Double> memoryUsed(String text) {
        double total = 0;
        double available = -1;
        for (MatchResult each : MEMORY.matcher(text).results().toList()) {
            double kib = Double.parseDouble(each.group(2));
            if (each.group(1).equals("MemTotal")) {
                total = kib;
            } else {
                available = kib;
            }
        }
        return total > 0 && available >= 0 ? Optional.of(tenths(100 * (total - available) / total)) : Optional.empty();
    }

    /** Flags by their names, of {@code get_throttled}. */
    static Map<String, Value> throttled(String text) {
        Map<String, Value> flags = new LinkedHashMap<>();
        HEXADECIMAL.matcher(text).results().findFirst().ifPresent(match -> {
            long bits = Long.parseLong(match.group(1), 16);
            THROTTLED.forEach((bit, name) -> flags.put(name, Value.of((bits >> bit & 1) == 1)));
            THROTTLED.forEach((bit, name) -> flags.put(name + "Before", Value.of((bits >> (bit + 16) & 1) == 1)));
        });
        return flags;
    }

    /** Percent of the card's life that is used at most, of {@code life_time}: the worse of its two kinds of cells. */
    static Optional<Double> worn(String text) {
        return LIFE_TIME.matcher(text).results().findFirst().flatMap(match -> {
            int tenths = Math.max(Integer.parseInt(match.group(1), 16), Integer.parseInt(match.group(2), 16));
            return tenths == 0 || tenths > LIFE_TIME_TENTHS_MAX ? Optional.empty() : Optional.of(tenths * 10.0);
        });
    }

    /** How much of the blocks in reserve is left, of {@code pre_eol_info}. */
    static Optional<String> reserve(String text) {
        return HEXADECIMAL.matcher(text).results().findFirst().flatMap(match -> switch (Integer.parseInt(
                match.group(1), 16)) {
            case 1 -> Optional.of("normal");
            case 2 -> Optional.of("warning");
            case 3 -> Optional.of("urgent");
            default -> Optional.empty();
        });
    }

    static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
