package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Temperature, humidity and pressure of the air. It sleeps, and measures once for each reading (data sheet 5.4, forced
 * mode), so that it does not warm itself.
 */
final class Bme280 implements Chip {

    private static final int ID = 0xd0;
    private static final int ID_BME280 = 0x60;
    private static final int CALIBRATION = 0x88;
    private static final int CALIBRATION_BYTES = 26;
    private static final int CALIBRATION_HUMIDITY = 0xe1;
    private static final int CALIBRATION_HUMIDITY_BYTES = 7;
    private static final int CONTROL_HUMIDITY = 0xf2;
    private static final int STATUS = 0xf3;
    private static final int MEASURING = 0x08;
    private static final int CONTROL = 0xf4;

    /** Temperature and pressure once each, then sleep. */
    private static final int ONCE = 0x25;

    private static final int RESULT = 0xf7;
    private static final int RESULT_BYTES = 8;
    private static final int SKIPPED = 0x80000;

    private final String place;
    private final I2cLine line;
    private final Bme280Calibration calibration;

    Bme280(String place, I2cLine line) throws DeviceException, InterruptedException {
        if ((line.ask(1, ID)[0] & 0xff) != ID_BME280) {
            throw new DeviceException("the chip at " + place
                    + " is no BME280: check its type (a BMP280 looks the same), and the address");
        }
        this.place = place;
        this.line = line;
        this.calibration = Bme280Calibration.of(
                line.ask(CALIBRATION_BYTES, CALIBRATION), line.ask(CALIBRATION_HUMIDITY_BYTES, CALIBRATION_HUMIDITY));
    }

    @Override
    public Map<String, Value> measure() throws DeviceException, InterruptedException {
        line.write(CONTROL_HUMIDITY, 1);
        line.write(CONTROL, ONCE);
        Deadline deadline = new Deadline();
        while ((line.ask(1, STATUS)[0] & MEASURING) != 0) {
            deadline.check(place);
        }
        byte[] result = line.ask(RESULT_BYTES, RESULT);
        int rawPressure = twenty(result, 0);
        int rawTemperature = twenty(result, 3);
        if (rawTemperature == SKIPPED) {
            throw new DeviceException("the BME280 at " + place + " has not measured: check its supply of 3.3 V");
        }
        int fine = calibration.fine(rawTemperature);
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("temperature", Value.of(Bme280Calibration.hundredths(fine) / 100.0));
        fields.put("humidity", Chip.rounded(calibration.humidity(I2cLine.word(result, 6), fine) / 1024.0, 2));
        fields.put("pressure", Chip.rounded(calibration.pressure(rawPressure, fine) / 25_600.0, 2));
        return fields;
    }

    private static int twenty(byte[] bytes, int at) {
        return (I2cLine.word(bytes, at) << 4) | ((bytes[at + 2] & 0xff) >> 4);
    }
}
