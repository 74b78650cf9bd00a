package io.tidegate.devices.onewire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class W1SlaveTest {

    /** The temperatures of the DS18B20 data sheet's table 1, as w1_therm writes them. */
    @ParameterizedTest
    @CsvSource({
        "d0 07 4b 46 7f ff 10 10 00, 125000, 125",
        "50 05 4b 46 7f ff 10 10 00, 85000, 85",
        "91 01 4b 46 7f ff 0f 10 25, 25062, 25.062",
        "a2 00 4b 46 7f ff 0e 10 d8, 10125, 10.125",
        "08 00 4b 46 7f ff 08 10 00, 500, 0.5",
        "00 00 4b 46 7f ff 10 10 00, 0, 0",
        "f8 ff 4b 46 7f ff 08 10 00, -500, -0.5",
        "5e ff 4b 46 7f ff 02 10 00, -10125, -10.125",
        "6f fe 4b 46 7f ff 01 10 71, -25062, -25.062",
        "90 fc 4b 46 7f ff 10 10 00, -55000, -55"
    })
    void the_temperatures_of_the_data_sheet(String bytes, int thousandths, double celsius) throws DeviceException {
        assertEquals(celsius, W1Slave.celsius("28-0", text(bytes, "YES", thousandths)));
    }

    @ParameterizedTest
    @CsvSource({
        "50 05 4b 46 7f ff 0c 10 1c, YES, 85000, lost its power",
        "aa 00 4b 46 ff ff 0c 10 87, YES, 85000, lost its power",
        "00 00 00 00 00 00 00 00 00, YES, 0, does not answer",
        "ff ff ff ff ff ff ff ff ff, NO, -62, does not answer",
        "72 01 4b 46 7f ff 0e 10 58, NO, 23125, is garbled"
    })
    void what_is_no_measurement_is_told_with_what_to_check(String bytes, String crc, int thousandths, String words) {
        assertReason(text(bytes, crc, thousandths), words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n",
                "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=warm\n",
                "23125\n"
            })
    void another_text_is_no_temperature(String text) {
        assertReason(text, "is no temperature");
    }

    private static void assertReason(String text, String words) {
        DeviceException reason = assertThrows(DeviceException.class, () -> W1Slave.celsius("28-0", text));
        assertTrue(String.valueOf(reason.getMessage()).contains(words), reason.getMessage());
    }

    private static String text(String bytes, String crc, int thousandths) {
        String last = bytes.substring(bytes.length() - 2);
        return bytes + " : crc=" + last + " " + crc + "\n" + bytes + " t=" + thousandths + "\n";
    }
}
