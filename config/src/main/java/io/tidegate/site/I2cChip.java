package io.tidegate.site;

/** Chips that are read by I2C, with the addresses that their pins can choose. */
public enum I2cChip {
    BME280(0x76, 0x77),
    SHT3X(0x44, 0x45),
    MCP9808(0x18, 0x1f),
    TMP102(0x48, 0x4b),
    TMP105(0x48, 0x4f),
    ADS1115(0x48, 0x4b),
    INA219(0x40, 0x4f),
    INA226(0x40, 0x4f);

    private final int first;
    private final int last;

    I2cChip(int first, int last) {
        this.first = first;
        this.last = last;
    }

    /** The address with all address pins at ground. */
    int first() {
        return first;
    }

    int last() {
        return last;
    }

    /** Measures the current through a shunt. */
    boolean hasShunt() {
        return this == INA219 || this == INA226;
    }

    /** As the site file names it. */
    public String word() {
        return Scalars.word(this);
    }
}
