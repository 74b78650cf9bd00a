package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Mosquitto that passes on to the gateway what its own clients publish. */
class BridgeTest extends ServingTest {

    private Process mosquitto;

    @AfterEach
    void end() {
        if (mosquitto != null) {
            mosquitto.destroyForcibly();
        }
    }

    /** Returns the port of the broker. */
    private int startMosquitto(int gateway, String topic) throws Exception {
        int port = FreePort.find();
        Path settings = folder.resolve("bridge.conf");
        Files.writeString(
                settings,
                String.join(
                        "\n",
                        "listener " + port + " 127.0.0.1",
                        "allow_anonymous true",
                        "connection gateway",
                        "address 127.0.0.1:" + gateway,
                        "topic " + topic,
                        "notifications false",
                        "cleansession false",
                        "restart_timeout 1",
                        ""));
        mosquitto = new ProcessBuilder("mosquitto", "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        Awaiting.until("Mosquitto listens", () -> {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return probe.isConnected();
            } catch (java.net.ConnectException notYet) {
                return false;
            }
        });
        return port;
    }

    @Test
    void what_mosquitto_passes_on_is_recorded_also_after_an_outage() throws Exception {
        HandInbox driver = HandInbox.acknowledging();
        int port = start();
        running.intake.subscribe(List.of("floor/#"), driver);
        try (Cable cable = new Cable(port)) {
            int broker = startMosquitto(cable.port(), "# out 1");
            Awaiting.until(
                    "the bridge is connected", () -> running.intake.status().clients() == 1);
            publishV3(broker, 0x32, "'floor/a' 0001 31");
            Awaiting.until("it has come", () -> driver.texts().equals(List.of("floor/a 1")));
            cable.cut();
            publishV3(broker, 0x32, "'floor/a' 0001 32");
            Awaiting.until(
                    "it comes when the bridge is back", () -> driver.texts().contains("floor/a 2"));
        }
    }

    @Test
    void a_bridge_does_not_get_back_what_it_brought() throws Exception {
        int port = start();
        try (Wire bridge = new Wire(port)) {
            bridge.send(Wire.packet(0x10, "'MQTT' 84 02 0000 'bridge'"));
            assertEquals("20 02 00 00", bridge.receive());
            bridge.send(Wire.packet(0x82, "0001 'a' 00"));
            assertEquals("90 03 00 01 00", bridge.receive());
            bridge.send(Wire.packet(0x30, "'a' 31")).send("c000");
            assertEquals("d0 00", bridge.receive());
            publishV3(port, 0x31, "'a' 32");
            assertEquals("31 04 00 01 61 32", bridge.receive(), "with the retain flag as it was set");
        }
        try (Wire older = new Wire(port)) {
            older.send(Wire.packet(0x10, "'MQIsdp' 83 02 0000 'bridge'"));
            assertEquals("20 02 00 01", older.receive(), "in the words of 3.1.1, so that it tries another version");
        }
    }
}
