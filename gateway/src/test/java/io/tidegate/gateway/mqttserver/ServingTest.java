package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A server for one test, and the two things that most tests do with it. */
abstract class ServingTest {

    @TempDir
    Path folder;

    RunningIntake running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    int start() throws Exception {
        return start(MqttSettings.Limits.DEFAULT);
    }

    int start(MqttSettings.Limits limits) throws Exception {
        running = RunningIntake.start(folder, limits);
        return running.port();
    }

    void restart() throws Exception {
        running.close();
        running = RunningIntake.start(folder);
    }

    static Wire subscribedV3(int port, String clientId, String filter) throws Exception {
        Wire wire = Wire.connectedV3(port, clientId);
        wire.send(Wire.packet(0x82, "0001 '" + filter + "' 01"));
        assertEquals("90 03 00 01 01", wire.receive());
        return wire;
    }

    static void publishV3(int port, int first, String body) throws Exception {
        try (Wire wire = Wire.connectedV3(port, "publisher")) {
            wire.send(Wire.packet(first, body));
            if ((first & 6) == 2) {
                assertTrue(wire.receive().startsWith("40 02"));
            } else {
                wire.send("c000");
                assertEquals("d0 00", wire.receive());
            }
        }
    }
}
