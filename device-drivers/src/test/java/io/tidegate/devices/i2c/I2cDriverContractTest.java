package io.tidegate.devices.i2c;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.plugin.mock.provider.i2c.MockI2C;
import com.pi4j.plugin.mock.provider.i2c.MockI2CProviderImpl;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.I2cChip;
import io.tidegate.site.I2cDevice;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On Pi4J's own stand-in for a bus, with a TMP105 on it. */
class I2cDriverContractTest extends DriverContract {

    private static final I2cDevice CONFIG = new I2cDevice(
            new DeviceId("freezer"), I2cChip.TMP105, 1, 0x48, Duration.ofSeconds(1), Optional.empty(), List.of());

    private volatile boolean there = true;
    private final I2cBuses buses = new I2cBuses(Board::new);

    private final class Board extends MockI2CProviderImpl {
        @Override
        public I2C create(I2CConfig config) {
            I2C chip = new MockI2C(this, config) {
                @Override
                public int readRegister(byte[] register, byte[] buffer, int offset, int length) {
                    if (!there) {
                        throw new Pi4JException("Failed to execute ioctl");
                    }
                    buffer[0] = 0x19;
                    buffer[1] = 0;
                    return length;
                }
            };
            context.registry().add(chip);
            return chip;
        }
    }

    @Override
    protected Driver open() throws DeviceException, InterruptedException {
        return I2cDriver.open(CONFIG, buses, Clock.systemUTC());
    }

    /** What the native library of Pi4J does where there is no bus, and on a processor that it is not made for. */
    @Test
    void a_bus_that_is_not_there_is_told_with_what_to_check() {
        assertReason(new Pi4JException("Sysfs validation failed"), "raspi-config");
        assertReason(new IllegalStateException("UNSUPPORTED"), "raspi-config");
        assertReason(new UnsatisfiedLinkError("no pi4j-linuxfs"), "I2C cannot be used on this kind of computer");
    }

    /** The real provider, on whatever runs this test. */
    @Test
    void a_bus_that_no_box_has_is_told() {
        I2cDevice none =
                new I2cDevice(CONFIG.id(), CONFIG.chip(), 99, 0x48, CONFIG.interval(), Optional.empty(), List.of());
        String reason = String.valueOf(
                assertThrows(DeviceException.class, () -> I2cDriver.open(none, new I2cBuses(), Clock.systemUTC()))
                        .getMessage());
        assertTrue(reason.startsWith("I2C bus 99 cannot be opened") || reason.startsWith("I2C cannot be used"), reason);
    }

    private static void assertReason(Throwable trouble, String words) {
        I2cBuses broken = new I2cBuses(() -> {
            switch (trouble) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw new AssertionError(trouble);
            }
        });
        String reason = String.valueOf(
                assertThrows(DeviceException.class, () -> broken.open(CONFIG)).getMessage());
        assertTrue(reason.contains(words), reason);
    }

    @Override
    protected void takeTheDeviceAway() {
        there = false;
    }

    @Override
    protected void putTheDeviceBack() {
        there = true;
    }

    @Override
    protected Recorder recorder() {
        return new RememberingRecorder();
    }
}
