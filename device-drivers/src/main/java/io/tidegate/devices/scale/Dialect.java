package io.tidegate.devices.scale;

import io.tidegate.site.ScaleDevice.Protocol;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A protocol: what is sent to a scale, and what its lines mean. Immutable. */
enum Dialect {
    // SI asks for the weight as it is now, SIR for one after the other, TA for the tare (MT-SICS, levels 0 and 1).
    MT_SICS("SI\r\n", "SIR\r\n", "TA\r\n"),
    // Q asks for the weight as it is now; a scale that sends by itself is set so, and not told. There is no question
    // for the tare.
    A_AND_D("Q\r\n", "", "");

    /** {@code S S     100.00 g}: stable; D dynamic; I cannot be executed; + and - over and under the range. */
    private static final Pattern SICS_WEIGHT = Pattern.compile("S ([SDI+-])(?: +([+-]? *[0-9.]+) *([^ ]+))?");

    private static final Pattern SICS_TARE = Pattern.compile("TA (?:A +([+-]? *[0-9.]+) *([^ ]+)|[IL])");

    /** {@code ST,GS,+0001.234kg}, and without the second part; GS gross, NT net, TR tare. */
    private static final Pattern STANDARD = Pattern.compile(
            "(ST|US|OL) *,(?: *(GS|NT|TR|G|N|T) *,)?(?:.*, *)?? *([+-]? *[0-9.]+|[+-]?[0-9.]*E[+-]?[0-9]+)? *([A-Za-z%]*)");

    private static final Map<String, BigDecimal> KILOGRAMS = Map.of(
            "kg", BigDecimal.ONE,
            "g", new BigDecimal("0.001"),
            "mg", new BigDecimal("0.000001"),
            "t", new BigDecimal("1000"),
            "ct", new BigDecimal("0.0002"),
            "lb", new BigDecimal("0.45359237"),
            "lbs", new BigDecimal("0.45359237"),
            "oz", new BigDecimal("0.028349523125"));

    private final String ask;
    private final String begin;
    private final String askTare;

    Dialect(String ask, String begin, String askTare) {
        this.ask = ask;
        this.begin = begin;
        this.askTare = askTare;
    }

    static Dialect of(Protocol protocol) {
        return switch (protocol) {
            case MT_SICS -> MT_SICS;
            case A_AND_D -> A_AND_D;
        };
    }

    /** The question for the weight. */
    String ask() {
        return ask;
    }

    /** Lets the scale send by itself; empty where that is a setting of the scale. */
    String begin() {
        return begin;
    }

    /** The question for the tare; empty where there is none. */
    String askTare() {
        return askTare;
    }

    Said read(String line) {
        return switch (this) {
            case MT_SICS -> sics(line);
            case A_AND_D -> standard(line);
        };
    }

    private static Said sics(String line) {
        Matcher weight = SICS_WEIGHT.matcher(line);
        if (weight.matches()) {
            boolean hasNumber = weight.group(2) != null;
            return switch (weight.group(1)) {
                case "I" -> new Said.NotNow();
                case "+" -> new Said.Over();
                case "-" -> new Said.Under();
                case "S" -> hasNumber ? weight(weight.group(2), weight.group(3), true) : new Said.Unknown();
                default -> hasNumber ? weight(weight.group(2), weight.group(3), false) : new Said.Unknown();
            };
        }
        Matcher tare = SICS_TARE.matcher(line);
        if (tare.matches()) {
            return tare.group(1) == null
                    ? new Said.Refused()
                    : inKilograms(tare.group(1), tare.group(2), Said.Tare::new);
        }
        return line.matches("E[STL]") ? new Said.Refused() : new Said.Unknown();
    }

    private static Said standard(String line) {
        Matcher said = STANDARD.matcher(line);
        if (!said.matches()) {
            return new Said.Unknown();
        }
        if (said.group(1).equals("OL")) {
            return line.contains("-") ? new Said.Under() : new Said.Over();
        }
        if (said.group(3) == null) {
            return new Said.Unknown();
        }
        String part = said.group(2) == null ? "" : said.group(2);
        return part.startsWith("T")
                ? inKilograms(said.group(3), said.group(4), Said.Tare::new)
                : weight(said.group(3), said.group(4), said.group(1).equals("ST"));
    }

    private static Said weight(String number, String unit, boolean stable) {
        return inKilograms(number, unit, kilograms -> new Said.Weight(kilograms, stable));
    }

    private static Said inKilograms(String number, String unit, Function<Double, Said> said) {
        BigDecimal factor = KILOGRAMS.get(unit.toLowerCase(Locale.ROOT));
        if (factor == null) {
            return new Said.OddUnit(unit);
        }
        try {
            BigDecimal read = new BigDecimal(number.replace(" ", ""));
            return said.apply(read.multiply(factor).doubleValue());
        } catch (NumberFormatException twoPoints) {
            return new Said.Unknown();
        }
    }
}
