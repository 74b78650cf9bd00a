package io.tidegate.devices.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.plugin.mock.provider.spi.MockSpi;
import com.pi4j.plugin.mock.provider.spi.MockSpiProviderImpl;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.SpiChip;
import io.tidegate.site.SpiDevice;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** On Pi4J's own stand-in for a bus, with a MAX31855 on it. */
class SpiDriverContractTest extends DriverContract {

    private static final SpiDevice CONFIG = new SpiDevice(
            new DeviceId("oven"),
            SpiChip.MAX31855,
            0,
            1,
            Duration.ofSeconds(1),
            Optional.empty(),
            List.of(),
            Optional.empty());

    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean there = true;
    private final SpiBuses buses = new SpiBuses(Board::new);

    private final class Board extends MockSpiProviderImpl {
        @Override
        public Spi create(SpiConfig config) {
            Spi chip = new MockSpi(this, config) {
                @Override
                public int transfer(byte[] write, int writeOffset, byte[] read, int readOffset, int count) {
                    if (there) {
                        read[0] = 0x06;
                        read[1] = 0x40;
                        read[2] = 0x19;
                    }
                    return count;
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                    super.close();
                }
            };
            open.incrementAndGet();
            context.registry().add(chip);
            return chip;
        }
    }

    @Override
    protected Driver open() throws DeviceException, InterruptedException {
        return SpiDriver.open(CONFIG, buses, Clock.systemUTC());
    }

    @Test
    void what_was_opened_is_let_go() throws Exception {
        open().close();
        assertEquals(0, open.get());
    }

    @Test
    void a_processor_without_a_library_is_told() {
        SpiBuses broken = new SpiBuses(() -> {
            throw new UnsatisfiedLinkError("no jnidispatch");
        });
        assertReason(broken, "SPI cannot be used on this kind of computer");
    }

    /** The real provider, on whatever runs this test. */
    @Test
    void a_bus_that_no_box_has_is_told() {
        assertReason(new SpiBuses(), "SPI bus 6 cannot be opened: check that SPI is on");
    }

    private static void assertReason(SpiBuses buses, String words) {
        SpiDevice none = new SpiDevice(
                CONFIG.id(), CONFIG.chip(), 6, 1, CONFIG.interval(), Optional.empty(), List.of(), Optional.empty());
        String reason =
                String.valueOf(assertThrows(DeviceException.class, () -> SpiDriver.open(none, buses, Clock.systemUTC()))
                        .getMessage());
        assertTrue(reason.startsWith(words), reason);
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
