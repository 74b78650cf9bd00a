package io.tidegate.devices.onewire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.testing.HandClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files as the kernel makes them. */
class OneWireDriverTest {

    @TempDir
    Path root;

    private Slaves slaves;

    @BeforeEach
    void plug() {
        slaves = new Slaves(root);
    }

    @Test
    void a_poll_is_one_temperature_of_now() throws Exception {
        HandClock clock = new HandClock();
        try (OneWireDriver driver = new OneWireDriver(Slaves.config(Optional.empty()), root, clock)) {
            assertEquals(
                    List.of(new Observation.Reading(
                            new DeviceId("cold-room"), HandClock.START, Map.of("temperature", Value.of(23.125)))),
                    driver.poll());
        }
    }

    @Test
    void the_resolution_is_set_once_and_left_alone_where_it_is_right() throws Exception {
        open(10);
        assertEquals("10", Files.readString(slaves.file("resolution")));
        assertTrue(slaves.file("resolution").toFile().setLastModified(0));
        open(10);
        assertEquals(0, slaves.file("resolution").toFile().lastModified());
    }

    @Test
    void a_resolution_that_cannot_be_set_is_told() throws Exception {
        Files.delete(slaves.file("resolution"));
        Files.createDirectory(slaves.file("resolution"));
        String reason = String.valueOf(
                assertThrows(DeviceException.class, () -> open(9)).getMessage());
        assertTrue(reason.contains("cannot be set to 9 bits: check that the gateway may write"), reason);
        Files.delete(slaves.file("resolution"));
    }

    @Test
    void a_box_without_a_bus_is_told() {
        String reason = String.valueOf(assertThrows(
                        DeviceException.class,
                        () -> new OneWireDriver(Slaves.config(Optional.empty()), root.resolve("none"), new HandClock()))
                .getMessage());
        assertTrue(reason.contains("dtoverlay=w1-gpio"), reason);
    }

    private void open(int resolution) throws DeviceException {
        new OneWireDriver(Slaves.config(Optional.of(resolution)), root, new HandClock()).close();
    }
}
