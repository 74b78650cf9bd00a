package io.tidegate.devices.i2c;

/**
 * What the maker measured at each chip, and the integer formulae of the data sheet, 4.2.3, letter by letter. Immutable.
 *
 * @param t T1 to T3
 * @param p P1 to P9
 * @param h H1 to H6
 */
record Bme280Calibration(int[] t, long[] p, int[] h) {

    private static final int HUMIDITY_MAX = 419_430_400;

    /**
     * As table 16 of the data sheet says.
     *
     * @param first 26 bytes from register 0x88 on
     * @param second 7 bytes from register 0xe1 on
     */
    static Bme280Calibration of(byte[] first, byte[] second) {
        int[] t = {unsigned(first, 0), signed(first, 2), signed(first, 4)};
        long[] p = new long[9];
        p[0] = unsigned(first, 6);
        for (int i = 1; i < p.length; i++) {
            p[i] = signed(first, 6 + 2 * i);
        }
        int[] h = {
            first[25] & 0xff,
            signed(second, 0),
            second[2] & 0xff,
            (second[3] << 4) | (second[4] & 0x0f),
            (second[5] << 4) | ((second[4] & 0xff) >> 4),
            second[6]
        };
        return new Bme280Calibration(t, p, h);
    }

    private static int unsigned(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }

    private static int signed(byte[] bytes, int at) {
        return (short) unsigned(bytes, at);
    }

    /** The temperature on the scale on which the others are corrected by it. */
    int fine(int raw) {
        int first = (((raw >> 3) - (t[0] << 1)) * t[1]) >> 11;
        int second = (((((raw >> 4) - t[0]) * ((raw >> 4) - t[0])) >> 12) * t[2]) >> 14;
        return first + second;
    }

    /** In hundredths of a Cel. */
    static int hundredths(int fine) {
        return (fine * 5 + 128) >> 8;
    }

    /** In 1/256 Pa; 0 when the chip was never calibrated. */
    long pressure(int raw, int fine) {
        long first = fine - 128_000L;
        long second = first * first * p[5];
        second += (first * p[4]) << 17;
        second += p[3] << 35;
        first = ((first * first * p[2]) >> 8) + ((first * p[1]) << 12);
        first = (((1L << 47) + first) * p[0]) >> 33;
        if (first == 0) {
            return 0;
        }
        long pressure = 1_048_576L - raw;
        pressure = ((pressure << 31) - second) * 3125 / first;
        first = (p[8] * (pressure >> 13) * (pressure >> 13)) >> 25;
        second = (p[7] * pressure) >> 19;
        return ((pressure + first + second) >> 8) + (p[6] << 4);
    }

    /** In 1/1024 %. */
    int humidity(int raw, int fine) {
        int v = fine - 76_800;
        int slope = ((((((v * h[5]) >> 10) * (((v * h[2]) >> 11) + 32_768)) >> 10) + 2_097_152) * h[1] + 8192) >> 14;
        v = (((raw << 14) - (h[3] << 20) - h[4] * v + 16_384) >> 15) * slope;
        v -= ((((v >> 15) * (v >> 15)) >> 7) * h[0]) >> 4;
        return Math.clamp(v, 0, HUMIDITY_MAX) >> 12;
    }
}
