package io.tidegate.clouds.epcis;

import io.tidegate.observation.Amount;
import java.util.Map;
import java.util.Optional;

/** Units of what is measured, as UN/CEFACT Recommendation 20 codes them. Functions only. */
final class Measures {

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("kg", "KGM"),
            Map.entry("g", "GRM"),
            Map.entry("mg", "MGM"),
            Map.entry("t", "TNE"),
            Map.entry("lb", "LBR"),
            Map.entry("oz", "ONZ"),
            Map.entry("l", "LTR"),
            Map.entry("L", "LTR"),
            Map.entry("dl", "DLT"),
            Map.entry("cl", "CLT"),
            Map.entry("ml", "MLT"),
            Map.entry("m", "MTR"),
            Map.entry("cm", "CMT"),
            Map.entry("mm", "MMT"),
            Map.entry("m2", "MTK"),
            Map.entry("m3", "MTQ"));

    /** Half of something that is counted is measured, too. */
    private static final String PIECE = "EA";

    private Measures() {}

    /** Nothing for what is counted. */
    static Optional<String> code(Amount amount) {
        String code = CODES.get(amount.unit());
        if (code != null) {
            return Optional.of(code);
        }
        return amount.quantity().scale() > 0 ? Optional.of(PIECE) : Optional.empty();
    }

    /** Whether a code says it, or there is nothing to say. */
    static boolean isSaid(Amount amount) {
        return CODES.containsKey(amount.unit()) || amount.unit().equals(Amount.EACH);
    }
}
