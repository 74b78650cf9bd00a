package io.tidegate.devices.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bme280CalibrationTest {

    /** Temperature and pressure of the worked example in Bosch's BST-BMP280-DS001, 3.12, whose formulae are the same. */
    static final Bme280Calibration EXAMPLE = new Bme280Calibration(
            new int[] {27_504, 26_435, -1000},
            new long[] {36_477, -10_685, 3024, 2855, 140, -7, 15_500, -14_600, 6000},
            new int[] {75, 362, 0, 313, 50, 30});

    /** The sheet prints 25767236, 100653.27 Pa; its own formulae, with integers and without, give 0.01 Pa less. */
    @Test
    void the_worked_example_of_the_data_sheet() {
        int fine = EXAMPLE.fine(519_888);
        assertEquals(128_422, fine);
        assertEquals(2508, Bme280Calibration.hundredths(fine));
        assertEquals(25_767_233, EXAMPLE.pressure(415_148, fine));
        assertEquals(100_653.27, EXAMPLE.pressure(415_148, fine) / 256.0, 0.02);
    }

    /** The data sheet has no example of humidity, but the same formula in floating point (8.1). */
    @ParameterizedTest
    @CsvSource({"20000", "26000", "30281", "33000", "38000"})
    void the_humidity_is_that_of_the_formula_in_floating_point(int raw) {
        int fine = EXAMPLE.fine(519_888);
        double v = fine - 76_800.0;
        double h = (raw - (313 * 64.0 + 50 / 16_384.0 * v))
                * (362 / 65_536.0 * (1 + 30 / 67_108_864.0 * v * (1 + 0 / 67_108_864.0 * v)));
        double percent = Math.clamp(h * (1 - 75 * h / 524_288.0), 0, 100);
        assertEquals(percent, EXAMPLE.humidity(raw, fine) / 1024.0, 0.01);
    }

    @Test
    void a_chip_without_calibration_has_no_pressure() {
        Bme280Calibration none = Bme280Calibration.of(new byte[26], new byte[7]);
        assertEquals(0, none.pressure(415_148, 0));
    }

    /** Two of the humidity's numbers share a byte (table 16): 0xe5 holds the low halves of H4 and H5. */
    @Test
    void the_numbers_are_read_as_the_table_says() {
        byte[] first = new byte[26];
        first[0] = 0x70;
        first[1] = 0x6b;
        first[4] = 0x18;
        first[5] = (byte) 0xfc;
        first[6] = 0x7d;
        first[7] = (byte) 0x8e;
        first[25] = 75;
        byte[] second = {0x6a, 0x01, 0, 0x13, (byte) 0x29, 0x03, 0x1e};
        Bme280Calibration read = Bme280Calibration.of(first, second);
        assertEquals(27_504, read.t()[0]);
        assertEquals(-1000, read.t()[2]);
        assertEquals(36_477, read.p()[0]);
        assertEquals(75, read.h()[0]);
        assertEquals(362, read.h()[1]);
        assertEquals(313, read.h()[3]);
        assertEquals(50, read.h()[4]);
        assertEquals(30, read.h()[5]);
    }
}
