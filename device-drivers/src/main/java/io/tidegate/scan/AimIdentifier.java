package io.tidegate.scan;

import io.tidegate.observation.Symbology;

/**
 * The three characters that a scanner can put before a code to say of which kind it was: {@code ]}, a letter for the
 * symbology and a modifier (ISO/IEC 15424).
 */
final class AimIdentifier {

    static final int LENGTH = 3;

    /** Those that the standard gives out; another letter behind a bracket is part of the code. */
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUXYZcdeghijsz";

    private AimIdentifier() {}

    static boolean begins(String sent) {
        return sent.length() > LENGTH
                && sent.charAt(0) == ']'
                && LETTERS.indexOf(sent.charAt(1)) >= 0
                && isModifier(sent.charAt(2));
    }

    private static boolean isModifier(char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
    }

    /** The symbology, where what was sent {@link #begins} so. */
    static Symbology symbology(String sent) {
        char modifier = sent.charAt(2);
        return switch (sent.charAt(1)) {
            case 'A' -> Symbology.CODE_39;
            case 'C' -> modifier == '1' ? Symbology.GS1_128 : Symbology.CODE_128;
            case 'E' -> retail(modifier);
            case 'F' -> Symbology.CODABAR;
            case 'G' -> Symbology.CODE_93;
            case 'I' -> Symbology.ITF;
            case 'L' -> Symbology.PDF_417;
            case 'Q' -> modifier == '3' || modifier == '4' ? Symbology.GS1_QR_CODE : Symbology.QR_CODE;
            case 'd' -> modifier == '2' || modifier == '5' ? Symbology.GS1_DATA_MATRIX : Symbology.DATA_MATRIX;
            case 'e' -> modifier <= '2' ? Symbology.GS1_DATABAR : Symbology.UNKNOWN;
            case 'z' -> Symbology.AZTEC;
            default -> Symbology.UNKNOWN;
        };
    }

    /** 13 digits for UPC-A and UPC-E too; 3 has an add-on of 2 or 5 digits behind them, 1 and 2 are the add-on alone. */
    private static Symbology retail(char modifier) {
        return switch (modifier) {
            case '0', '3' -> Symbology.EAN_13;
            case '4' -> Symbology.EAN_8;
            default -> Symbology.UNKNOWN;
        };
    }
}
