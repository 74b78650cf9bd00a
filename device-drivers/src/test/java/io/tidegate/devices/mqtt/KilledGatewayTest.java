package io.tidegate.devices.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.devices.Devices;
import io.tidegate.driver.contract.Gadget;
import io.tidegate.testing.Mosquitto;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of its own reads from a Mosquitto and is killed with SIGKILL, between arrival, disk and acknowledgement. */
class KilledGatewayTest {

    private static final int KILLS = 8;
    private static final int MESSAGES = 20_000;

    @TempDir
    Path folder;

    @Test
    void everything_the_broker_took_reaches_the_disk_in_spite_of_kills() throws Exception {
        Random random = new Random(42);
        Set<Integer> recorded = new HashSet<>();
        int lives = 0;
        try (Mosquitto mosquitto =
                Mosquitto.start(folder.resolve("broker"), "max_queued_messages 0", "max_inflight_messages 1000")) {
            fill(mosquitto.url());
            while (recorded.size() < MESSAGES) {
                int left = MESSAGES - recorded.size();
                int enough = ++lives > KILLS ? left : Math.min(left, 1 + random.nextInt(2_000));
                readUntilKilled(mosquitto.url(), enough, recorded);
            }
        }
        assertEquals(MESSAGES, recorded.size());
    }

    /** The session begins, the gateway goes, and then the messages come. */
    private static void fill(String url) throws Exception {
        Clients.connected(url, "gateway", List.of(Devices.filters(KilledReader.FLOOR)))
                .close();
        try (Gadget counter = new Gadget(url, "counter")) {
            for (int i = 0; i < MESSAGES; i++) {
                counter.send("floor/counter/n", String.valueOf(i), 1);
            }
            counter.awaitAcknowledged(MESSAGES);
        }
    }

    /** Kills it after so many new ones; what it had not acknowledged by then comes again, and is not new. */
    private void readUntilKilled(String url, int enough, Set<Integer> recorded) throws IOException {
        Process child = start(url);
        int fresh = 0;
        try (BufferedReader out = child.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("recorded ") && line.endsWith(".")) {
                    String number = line.substring("recorded ".length(), line.length() - 1);
                    fresh += recorded.add(Integer.parseInt(number)) ? 1 : 0;
                }
                if (fresh >= enough) {
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertTrue(fresh >= enough, "after " + fresh + " of " + enough + " nothing more came: the rest is lost");
    }

    private Process start(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledReader.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("child.log").toFile()))
                .start();
    }
}
