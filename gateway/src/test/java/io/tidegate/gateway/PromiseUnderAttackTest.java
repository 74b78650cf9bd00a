package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.SmallDisk;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bad day does to a whole gateway in its own JVM: a full disk, a device gone mad, two gateways on one folder. */
class PromiseUnderAttackTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void on_a_full_disk_nothing_is_acknowledged_and_all_goes_on_when_there_is_room() throws Exception {
        SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 12);
        try (Mosquitto cloud = Mosquitto.start(folder.resolve("cloud"));
                CloudInbox arrived = new CloudInbox(cloud.url(), "tidegate/corner-shop/gw-1/reading");
                GatewayProcess gateway =
                        new GatewayProcess(disk.folder(), GatewayProcess.TO_THE_CLOUD.formatted(cloud.port()));
                CountingPublisher publisher = publisher(gateway)) {
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> publishing = publishing(publisher, enough);
            Awaiting.until(
                    "some are acknowledged",
                    PATIENCE,
                    () -> publisher.acknowledged().size() > 1_000);

            disk.fill();
            Awaiting.until("it says that it is not ready", PATIENCE, () -> gateway.status("/health/ready") == 503);
            Awaiting.until("the page says why", PATIENCE, () -> gateway.get("/").contains("The disk is full"));
            assertEquals(200, gateway.status("/health/live"), "a restart would not help");
            int before = publisher.acknowledged().size();

            disk.makeRoom();
            Awaiting.until(
                    "it goes on by itself",
                    PATIENCE,
                    () -> publisher.acknowledged().size() > before + 1_000);
            Awaiting.until("it says that it is ready", PATIENCE, () -> gateway.status("/health/ready") == 200);
            enough.set(true);
            publishing.join();
            Set<Integer> acknowledged = publisher.acknowledged();
            Awaiting.until(
                    "all acknowledged ones are in the cloud",
                    PATIENCE,
                    () -> arrived.numbers("n").containsAll(acknowledged));
            assertTrue(arrived.idsAreConsistent());
        } finally {
            disk.unmount();
        }
    }

    private static CountingPublisher publisher(GatewayProcess gateway) throws Exception {
        gateway.start();
        return new CountingPublisher("127.0.0.1", gateway.mqttPort());
    }

    private static CompletableFuture<Void> publishing(CountingPublisher publisher, AtomicBoolean enough) {
        return CompletableFuture.runAsync(() -> {
            try {
                publisher.publishUntil(enough::get);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void a_device_gone_mad_is_parked_and_harms_nobody() throws Exception {
        Random random = new Random(11);
        try (GatewayProcess gateway = new GatewayProcess(folder, GatewayProcess.FLOOR)) {
            gateway.start();
            MqttClient mad =
                    new MqttClient("tcp://127.0.0.1:" + gateway.mqttPort(), "mad-device", new MemoryPersistence());
            mad.connect();
            for (int i = 0; i < 500; i++) {
                byte[] garbage = new byte[1 + random.nextInt(200)];
                random.nextBytes(garbage);
                garbage[0] = (byte) 0xFF; // never UTF-8
                mad.publish("floor/fridge-9/temperature", garbage, 1, false);
            }
            mad.publish("floor/fridge-9/state", "{\"temperature\": 4.2,".getBytes(UTF_8), 1, false);
            mad.publish("floor/fridge-8/temperature", "4.2".getBytes(UTF_8), 1, false);
            mad.disconnect();
            mad.close();

            Awaiting.until(
                    "the good reading is on the page",
                    PATIENCE,
                    () -> gateway.get("/").contains("fridge-8"));
            assertTrue(gateway.get("/metrics").contains("tidegate_parked_messages_total 501"), gateway.get("/metrics"));
            String parked = gateway.get("/api/v1/parked");
            assertTrue(parked.contains("floor/fridge-9/state"), parked);
            assertEquals(200, gateway.status("/health/ready"));
        }
    }

    @Test
    void a_second_gateway_on_the_same_data_folder_does_not_start_and_says_why() throws Exception {
        try (GatewayProcess first = new GatewayProcess(folder, GatewayProcess.FLOOR)) {
            first.start();
            GatewayProcess.Ended second = first.another().runToItsEnd();
            assertEquals(3, second.exitCode(), second.output());
            assertTrue(second.output().contains("another Tidegate is running on it"), second.output());
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                GatewayProcess gateway = new GatewayProcess(folder, GatewayProcess.FLOOR, taken.getLocalPort())) {
            GatewayProcess.Ended ended = gateway.runToItsEnd();
            assertEquals(3, ended.exitCode(), ended.output());
            assertTrue(ended.output().contains(String.valueOf(taken.getLocalPort())), ended.output());
        }
    }
}
