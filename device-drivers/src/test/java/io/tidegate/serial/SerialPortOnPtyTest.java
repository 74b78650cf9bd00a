package io.tidegate.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.site.SerialLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ports are real ptys: they can be absent, busy and pulled; speed, parity and the rights of a user they cannot show. */
class SerialPortOnPtyTest {

    private static final Duration SILENCE = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private SerialCable cable;

    @BeforeEach
    void plug() {
        cable = SerialCable.in(folder);
    }

    @AfterEach
    void unplug() {
        cable.close();
    }

    private SerialPort open() throws DeviceException {
        return SerialPort.open(cable.line(), SILENCE);
    }

    private static String read(SerialPort port) throws DeviceException, InterruptedException {
        byte[] into = new byte[100];
        int count;
        do {
            count = port.read(into);
        } while (count == 0);
        return new String(into, 0, count, StandardCharsets.ISO_8859_1);
    }

    /** By what the kernel says of this process (proc(5)): the signals that it ignores, a bit each. */
    @Test
    void the_library_leaves_the_signals_of_the_process_alone() throws Exception {
        try (SerialPort _ = open()) {
            long ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring("SigIgn:".length()).strip(), 16))
                    .findFirst()
                    .orElseThrow();
            int user2 = 12;
            assertEquals(0, ignored & (1L << (user2 - 1)), "SIGUSR2 is the JVM's: " + Long.toHexString(ignored));
        }
    }

    @Test
    void what_is_sent_arrives_in_both_directions() throws Exception {
        try (SerialPort port = open()) {
            cable.send("S S 1.000 kg\r\n\0\u00ff\u0011\u0013");
            StringBuilder arrived = new StringBuilder();
            while (arrived.length() < 18) {
                arrived.append(read(port));
            }
            assertEquals("S S 1.000 kg\r\n\0\u00ff\u0011\u0013", arrived.toString());
            port.write(new byte[] {'S', 'I', '\r', '\n'});
            cable.awaitHeard("SI\r\n");
        }
    }

    @Test
    void silence_is_no_byte_and_no_trouble() throws Exception {
        try (SerialPort port = open()) {
            assertEquals(0, port.read(new byte[10]));
        }
    }

    @Test
    void a_pulled_port_is_told_by_the_next_read() throws Exception {
        try (SerialPort port = open()) {
            cable.unplug();
            DeviceException gone = assertThrows(DeviceException.class, () -> read(port));
            assertTrue(gone.getMessage().contains("does not answer any more: check"), gone.getMessage());
        }
    }

    @Test
    void an_absent_port_is_told_and_opens_when_it_is_back() throws Exception {
        cable.unplug();
        DeviceException missing = assertThrows(DeviceException.class, this::open);
        assertTrue(missing.getMessage().startsWith("there is no port " + cable.port()), missing.getMessage());
        cable.plug();
        try (SerialPort port = open()) {
            cable.send("back");
            assertEquals("back", read(port));
        }
    }

    @Test
    void a_port_that_somebody_has_is_busy_and_free_again_when_they_close_it() throws Exception {
        try (SerialPort _ = open()) {
            DeviceException busy = assertThrows(DeviceException.class, this::open);
            assertTrue(busy.getMessage().contains("is in use by another program"), busy.getMessage());
        }
        open().close();
    }

    @Test
    void what_is_no_port_is_told(@TempDir Path elsewhere) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("file"), "");
        DeviceException refused = assertThrows(
                DeviceException.class,
                () -> SerialPort.open(new SerialLine(file, 9_600, SerialLine.Framing.EIGHT_NONE_ONE), SILENCE));
        assertTrue(refused.getMessage().contains("check that it is a serial port"), refused.getMessage());
    }

    @Test
    void an_interrupt_ends_a_read() throws Exception {
        try (SerialPort port = open()) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> port.read(new byte[10]));
        }
    }
}
