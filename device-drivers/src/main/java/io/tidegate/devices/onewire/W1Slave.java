package io.tidegate.devices.onewire;

import io.tidegate.driver.DeviceException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel's {@code w1_slave} says (Documentation/w1/slaves/w1_therm.rst): the nine bytes of the scratchpad twice,
 * behind the first its CRC and YES or NO, behind the second the temperature in thousandths.
 *
 * <pre>
 * 72 01 4b 46 7f ff 0e 10 57 : crc=57 YES
 * 72 01 4b 46 7f ff 0e 10 57 t=23125
 * </pre>
 */
final class W1Slave {

    private static final Pattern TEXT =
            Pattern.compile("((?:[0-9a-f]{2} ){9}): crc=[0-9a-f]{2} (YES|NO)\\s+(?:[0-9a-f]{2} ){9}t=(-?\\d{1,9})\\s*");

    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

    private static final int POWER_ON_THOUSANDTHS = 85_000;

    /** Byte 6, of which a measurement makes 16 less the sixteenths of a degree; so 85.0 measured has 0x10 there. */
    private static final int RESERVED = 6;

    private static final byte RESERVED_AT_POWER_ON = 0x0c;

    private W1Slave() {}

    /** In Cel. @throws DeviceException when the text holds no measurement */
    static double celsius(String slave, String text) throws DeviceException {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new DeviceException("what the kernel says of the 1-Wire slave " + slave
                    + " is no temperature: check that it is a thermometer, and the kernel's log for w1_therm");
        }
        byte[] scratchpad = BYTES.parseHex(matcher.group(1).strip());
        if (all(scratchpad, (byte) 0) || all(scratchpad, (byte) 0xff)) {
            throw new DeviceException("the 1-Wire slave " + slave + " does not answer: check its plug and its cable");
        }
        if (matcher.group(2).equals("NO")) {
            throw new DeviceException(
                    "the answer of the 1-Wire slave " + slave
                            + " is garbled: check the pull-up resistor (4.7 kOhm), the length of the cable, and what runs beside it");
        }
        int thousandths = Integer.parseInt(matcher.group(3));
        if (thousandths == POWER_ON_THOUSANDTHS && scratchpad[RESERVED] == RESERVED_AT_POWER_ON) {
            throw new DeviceException(
                    "the 1-Wire slave " + slave
                            + " lost its power while it measured (it shows 85 Cel, as after power-on): check its supply of 3.3 V");
        }
        return thousandths / 1000.0;
    }

    private static boolean all(byte[] bytes, byte same) {
        for (byte each : bytes) {
            if (each != same) {
                return false;
            }
        }
        return true;
    }
}
