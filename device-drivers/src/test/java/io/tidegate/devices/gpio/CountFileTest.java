package io.tidegate.devices.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.driver.DeviceException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountFileTest {

    @TempDir
    Path folder;

    @Test
    void a_count_outlives_the_program() throws Exception {
        Path file = folder.resolve("counts").resolve("meter");
        CountFile count = new CountFile(file);
        assertEquals(0, count.saved());
        count.save(4711);
        assertEquals(4711, new CountFile(file).saved());
        assertEquals("4711\n", Files.readString(file));
    }

    @Test
    void a_count_that_cannot_be_read_never_begins_anew() throws Exception {
        Path file = Files.writeString(folder.resolve("meter"), "\0\0\0\0");
        assertThrows(DeviceException.class, () -> new CountFile(file));
        assertEquals("\0\0\0\0", Files.readString(file));
    }

    @Test
    void a_count_that_cannot_be_saved_is_told() throws Exception {
        CountFile count = new CountFile(folder.resolve("meter"));
        Files.createDirectory(folder.resolve("meter.new"));
        assertThrows(DeviceException.class, () -> count.save(1));
    }
}
