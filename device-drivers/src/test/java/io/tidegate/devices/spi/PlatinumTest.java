package io.tidegate.devices.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatinumTest {

    /** IEC 60751, table 1: Ohm of a Pt100, to two digits, which are worth a fortieth of a Cel. */
    @ParameterizedTest
    @CsvSource({
        "18.52,  -200",
        "39.72,  -150",
        "60.26,  -100",
        "80.31,  -50",
        "96.09,  -10",
        "100,    0",
        "103.90, 10",
        "119.40, 50",
        "138.51, 100",
        "157.33, 150",
        "175.86, 200",
        "247.09, 400",
        "313.71, 600",
        "375.70, 800",
        "390.48, 850"
    })
    void the_table_of_the_standard(double ohms, double celsius) {
        assertEquals(celsius, Platinum.celsius(ohms / 100), 0.02);
        assertTrue(Platinum.isKnown(ohms / 100));
    }

    @Test
    void what_the_standard_does_not_know_is_no_temperature() {
        assertFalse(Platinum.isKnown(0.184));
        assertFalse(Platinum.isKnown(3.91));
    }
}
