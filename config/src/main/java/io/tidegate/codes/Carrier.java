package io.tidegate.codes;

import io.tidegate.observation.Symbology;
import java.util.Optional;

/** What the kind of a symbol tells of the text in it. */
enum Carrier {
    /** FNC1 was in the first place: it is an element string. */
    ELEMENTS,
    /** Thirteen digits, with a zero before a UPC-A: so the AIM identifier has it. */
    EAN_13,
    /** The same, where the scanner may have left out that zero. */
    EAN_13_OR_UPC_A,
    EAN_8,
    UPC_E,
    ITF,
    /** Another kind: its text is anybody's, and may still be a Digital Link or a number. */
    OTHER,
    /** The scanner does not say, or somebody typed it. */
    UNKNOWN;

    /** {@code ]}, a letter and a modifier, before the text (ISO/IEC 15424). */
    static final int IDENTIFIER_LENGTH = 3;

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUXYZcdeghijsz";
    private static final String MODIFIERS = "0123456789ABCDEF";

    static Carrier of(Symbology symbology) {
        return switch (symbology) {
            case GS1_128, GS1_DATABAR, GS1_DATA_MATRIX, GS1_QR_CODE -> ELEMENTS;
            case EAN_13, UPC_A -> EAN_13_OR_UPC_A;
            case EAN_8 -> EAN_8;
            case UPC_E -> UPC_E;
            case ITF -> ITF;
            case CODE_39, CODE_128, CODE_93, CODABAR, PDF_417, AZTEC, DATA_MATRIX, QR_CODE -> OTHER;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** The carrier, if the text begins with an AIM identifier. */
    static Optional<Carrier> ofIdentifier(String text) {
        if (text.length() < IDENTIFIER_LENGTH
                || text.charAt(0) != ']'
                || LETTERS.indexOf(text.charAt(1)) < 0
                || MODIFIERS.indexOf(text.charAt(2)) < 0) {
            return Optional.empty();
        }
        return Optional.of(
                switch (text.substring(1, IDENTIFIER_LENGTH)) {
                    case "C1", "d2", "d5", "Q3", "Q4", "e0", "e1", "e2", "J1" -> ELEMENTS;
                    case "E0", "E3" -> EAN_13;
                    case "E4" -> EAN_8;
                    case "I0", "I1", "I2" -> ITF;
                    default -> OTHER;
                });
    }
}
