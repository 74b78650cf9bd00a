package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients could make the server hold for them beside their messages. */
class HoldingTest extends ServingTest {

    private static final int LARGE = 60_000;

    private final List<Wire> wires = new ArrayList<>();

    @AfterEach
    void closeWires() throws Exception {
        for (Wire each : wires) {
            each.close();
        }
    }

    private Wire keep(Wire wire) {
        wires.add(wire);
        return wire;
    }

    /** @param properties of MQTT 5: those of the packet, and those of the will; empty for MQTT 3.1.1 */
    private Wire willed(int port, String clientId, int willBytes, String... properties) throws Exception {
        boolean v5 = properties.length > 0;
        byte[] head = Wire.bytes("'MQTT' %02x 04 0000 %s '%s' %s 'state/lamp' %04x"
                .formatted(v5 ? 5 : 4, v5 ? properties[0] : "", clientId, v5 ? properties[1] : "", willBytes));
        return keep(new Wire(port)).send(Wire.packet(0x10, Arrays.copyOf(head, head.length + willBytes)));
    }

    @Test
    void wills_of_all_clients_together_have_a_limit() throws Exception {
        int port = start();
        Budget wills = running.exchange().sessions.wills();
        int fitting = (int) (Sessions.WILL_BYTES_MAX / (LARGE + 200));
        for (int i = 0; i < fitting; i++) {
            assertEquals("20 02 00 00", willed(port, "lamp-" + i, LARGE).receive());
        }
        assertEquals("20 02 00 03", willed(port, "greedy", LARGE).receive());
        assertEquals("20 03 00 97 00", willed(port, "greedy", LARGE, "00", "00").receive());
        assertEquals("20 02 00 00", willed(port, "modest", 3).receive());
        assertTrue(wills.held() <= Sessions.WILL_BYTES_MAX, wills.held() + " bytes");
        for (Wire each : wires.subList(0, 10)) {
            each.send("e000");
        }
        closeWires();
        Awaiting.until("all is given back", () -> wills.held() == 0);
    }

    @Test
    void a_will_is_given_back_whatever_becomes_of_it() throws Exception {
        int port = start();
        Budget wills = running.exchange().sessions.wills();
        for (int i = 0; i < 30; i++) {
            willed(port, "same", LARGE, "05 11000000ff", "05 18000000ff");
        }
        for (Wire each : wires) {
            assertEquals("20", each.receive().substring(0, 2));
        }
        Awaiting.until("one is left", () -> running.intake.status().clients() == 1);
        closeWires();
        Awaiting.until("it is gone", () -> !running.exchange().sessions.isOwned("same"));
        assertTrue(wills.held() > LARGE, "its will waits");
        assertTrue(wills.held() < 2 * LARGE, wills.held() + " bytes");
        assertTrue(Wire.connectedV5(port, "same").send("e000").receive().equals(Wire.CLOSED));
        Awaiting.until("it is said with the end of the session", () -> wills.held() == 0);
    }

    @Test
    void packet_ids_that_are_never_released_have_a_limit_for_all_clients() throws Exception {
        int port = start();
        Budget ids = running.exchange().sessions.packetIds();
        ids.hold(Sessions.PACKET_ID_BYTES_MAX);
        Wire greedy = keep(Wire.connectedV3(port, "greedy"));
        int modest = (int) Budget.MODEST_BYTES / (2 * PacketIds.ID_BYTES);
        for (int i = 1; i <= modest; i++) {
            greedy.send(Wire.packet(0x34, "'nobody' %04x 31".formatted(i)));
            assertEquals("50 02 %02x %02x".formatted(i >> 8, i & 255), greedy.receive());
        }
        greedy.send(Wire.packet(0x34, "'nobody' 7fff 31"));
        assertEquals(Wire.CLOSED, greedy.receive());
        assertEquals(1, running.intake.status().ended().get("quota_exceeded"));
        Wire till = keep(Wire.connectedV3(port, "till"));
        for (int i = 0; i < 200; i++) {
            till.send(Wire.packet(0x34, "'nobody' 0007 31"));
            assertEquals("50 02 00 07", till.receive());
            till.send("62020007");
            assertEquals("70 02 00 07", till.receive());
        }
        till.send("e000");
        Awaiting.until("all is given back", () -> ids.held() == Sessions.PACKET_ID_BYTES_MAX);
    }

    @Test
    void who_takes_a_session_over_gets_its_own_answer_while_memory_is_short() throws Exception {
        int port = start();
        keep(Wire.connectedV3(port, "same"));
        Budget received = running.exchange().received;
        received.hold(Exchange.RECEIVED_BYTES_MAX);
        byte[] connect = Wire.packet(0x10, "'MQTT' 04 02 0000 'same'");
        byte[] half = Arrays.copyOf(Wire.packet(0x30, Arrays.copyOf(Wire.bytes("'a'"), 9_000)), 4_000);
        byte[] both = Arrays.copyOf(connect, connect.length + half.length);
        System.arraycopy(half, 0, both, connect.length, half.length);
        Wire second = keep(new Wire(port)).send(both);
        assertEquals("20 02 00 00", second.receive());
        received.hold(-Exchange.RECEIVED_BYTES_MAX);
    }

    @Test
    void answers_to_a_client_that_does_not_read_them_count_among_what_is_written_to_all() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 100_000_000, 8, 10, 10));
        Budget written = running.exchange().written;
        written.hold(Exchange.WRITTEN_BYTES_MAX);
        try (SocketChannel deaf = SocketChannel.open()) {
            deaf.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            deaf.write(ByteBuffer.wrap(Wire.packet(0x10, "'MQTT' 04 02 0000 'deaf'")));
            deaf.configureBlocking(false);
            byte[] pings = new byte[64 * 1024];
            for (int i = 0; i < pings.length; i += 2) {
                pings[i] = (byte) 0xc0;
            }
            ByteBuffer left = ByteBuffer.wrap(pings);
            Awaiting.until("it is not read from any more", () -> {
                deaf.write(left.hasRemaining() ? left : left.rewind());
                return written.held() > Exchange.WRITTEN_BYTES_MAX + Budget.MODEST_BYTES
                        && running.intake.status().paused() == 1;
            });
            long own = written.held() - Exchange.WRITTEN_BYTES_MAX;
            assertTrue(own <= Budget.MODEST_BYTES + Listener.CHUNK_BYTES_MAX, own + " bytes");
            deaf.configureBlocking(true);
            Awaiting.until("it is read from again", () -> {
                deaf.read(ByteBuffer.allocate(64 * 1024));
                return running.intake.status().paused() == 0;
            });
        }
        written.hold(-Exchange.WRITTEN_BYTES_MAX);
    }
}
