package io.tidegate.devices.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.contract.DriverContract;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.HostDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files as the kernel makes them, and the real disk below. */
class HostDriverTest extends DriverContract {

    @TempDir
    Path root;

    @BeforeEach
    void boot() {
        write("proc/uptime", "350735.47 234388.90\n");
    }

    @Override
    protected HostDriver open() {
        return new HostDriver(
                new HostDevice(new DeviceId("box"), Duration.ofMillis(100)),
                new HostFiles(root, root),
                () -> true,
                Clock.systemUTC());
    }

    @Test
    void a_raspberry_pi_shows_all_that_it_has() throws Exception {
        write("proc/loadavg", "0.42 0.31 0.25 1/123 4567\n");
        write("proc/meminfo", "MemTotal: 400 kB\nMemAvailable: 100 kB\n");
        write("sys/class/thermal/thermal_zone0/type", "battery\n");
        write("sys/class/thermal/thermal_zone0/temp", "21000\n");
        write("sys/class/thermal/thermal_zone1/type", "cpu-thermal\n");
        write("sys/class/thermal/thermal_zone1/temp", "48312\n");
        write("sys/devices/platform/soc/soc:firmware/get_throttled", "50000\n");
        write("sys/block/mmcblk0/device/name", "SD32G\n");
        write("sys/block/mmcblk1/device/life_time", "0x02 0x01\n");
        write("sys/block/mmcblk1/device/pre_eol_info", "0x01\n");
        Map<String, Value> fields = fields();
        assertEquals(Value.of(48.3), fields.get("temperature"));
        assertEquals(Value.of(0.42), fields.get("load"));
        assertEquals(Value.of(75), fields.get("memory"));
        assertEquals(Value.of(350_735), fields.get("uptime"));
        assertEquals(Value.of(true), fields.get("clockSynchronised"));
        assertEquals(Value.of(false), fields.get("underVoltage"));
        assertEquals(Value.of(true), fields.get("underVoltageBefore"));
        assertEquals(Value.of(20), fields.get("cardWorn"));
        assertEquals(Value.of("normal"), fields.get("cardReserve"));
    }

    @Test
    void the_real_disk_has_a_size_and_what_a_box_lacks_is_no_field() throws Exception {
        Map<String, Value> fields = fields();
        assertEquals(Set.of("disk", "diskFree", "diskReadOnly", "uptime", "clockSynchronised"), fields.keySet());
        assertTrue(fields.get("disk") instanceof Value.Numeric used && used.value() >= 0 && used.value() <= 100);
    }

    private Map<String, Value> fields() throws DeviceException {
        try (HostDriver driver = open()) {
            return ((Observation.Reading) driver.poll().getFirst()).fields();
        }
    }

    @Override
    protected void takeTheDeviceAway() {
        try {
            Files.deleteIfExists(root.resolve("proc/uptime"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void putTheDeviceBack() {
        boot();
    }

    @Override
    protected Recorder recorder() {
        return new RememberingRecorder();
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
