package io.tidegate.site;

/** Chips that are read by SPI. */
public enum SpiChip {
    MCP3008,
    MAX31855,
    MAX31865;

    /** As the site file names it. */
    public String word() {
        return Scalars.word(this);
    }
}
