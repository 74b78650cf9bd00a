package io.tidegate.codes;

/**
 * What eight digits are where the scanner does not say, and both could be: an EAN-8, or a UPC-E with zeros left out. Europe has
 * the first, North America the second.
 */
public enum EightDigits {
    EAN_8,
    UPC_E
}
