package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class PropertiesTest {

    private static final String USER = "26 'k' 'v'";

    private static Properties read(Properties.Allowed allowed, byte[] properties) throws Refusal {
        PacketWriter packet = new PacketWriter();
        packet.varint(properties.length).raw(properties);
        byte[] bytes = packet.take().getBytes();
        return Properties.read(new PacketReader(bytes, 0, bytes.length), allowed);
    }

    @Test
    void a_subscriber_gets_what_is_for_it_in_the_old_order() throws Exception {
        Properties properties =
                read(Properties.Allowed.PUBLISH, Wire.bytes(USER + " 02 00000007 03 'text' 23 0001 " + USER));
        assertArrayEquals(Wire.bytes(USER + " 03 'text' " + USER), properties.forwarded());
        assertEquals(7, properties.number(Properties.MESSAGE_EXPIRY, 0));
    }

    @Test
    void what_only_the_server_reads_is_not_kept() throws Exception {
        assertEquals(0, read(Properties.Allowed.CONNECT, Wire.bytes(USER)).forwarded().length);
    }

    @Test
    void a_packet_full_of_them_is_copied_once() throws Exception {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.writeBytes(Wire.bytes("02 00000007"));
        for (int i = 0; i < 50_000; i++) {
            many.writeBytes(Wire.bytes("26 0000 0000"));
        }
        assertEquals(
                50_000 * 5, read(Properties.Allowed.PUBLISH, many.toByteArray()).forwarded().length);
    }
}
