package io.tidegate.observation;

/** The kind of a bar code, as far as the scanner tells (AIM symbology identifiers, ISO/IEC 15424). */
public enum Symbology {
    /** The scanner does not say. */
    UNKNOWN("unknown"),
    EAN_13("ean-13"),
    EAN_8("ean-8"),
    UPC_A("upc-a"),
    UPC_E("upc-e"),
    CODE_39("code-39"),
    CODE_128("code-128"),
    GS1_128("gs1-128"),
    GS1_DATABAR("gs1-databar"),
    ITF("itf"),
    CODE_93("code-93"),
    CODABAR("codabar"),
    PDF_417("pdf-417"),
    AZTEC("aztec"),
    DATA_MATRIX("data-matrix"),
    GS1_DATA_MATRIX("gs1-data-matrix"),
    QR_CODE("qr-code"),
    GS1_QR_CODE("gs1-qr-code");

    private final String word;

    Symbology(String word) {
        this.word = word;
    }

    /** The word for it in JSON. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException when no symbology has that word */
    public static Symbology ofWord(String word) {
        for (Symbology each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no symbology");
    }
}
