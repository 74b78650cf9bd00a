package io.tidegate.site;

import java.util.List;

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

    /** What it shows, but for inputs that the site file names. */
    List<String> fields() {
        return switch (this) {
            case BME280 -> List.of("temperature", "humidity", "pressure");
            case SHT3X -> List.of("temperature", "humidity");
            case MCP9808, TMP102, TMP105 -> List.of("temperature");
            case INA219, INA226 -> List.of("voltage", "current", "power");
            case ADS1115 -> List.of();
        };
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
