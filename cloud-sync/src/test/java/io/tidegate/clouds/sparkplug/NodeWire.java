package io.tidegate.clouds.sparkplug;

import io.tidegate.testing.Line;
import io.tidegate.testing.Mosquitto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;

/**
 * What a node says to its server, as it is on the wire: the packets that the programs of Mosquitto do not show, and those that
 * they show with what the server made of their flags. Safe from any thread.
 */
final class NodeWire implements AutoCloseable {

    private static final int MORE = 0x80;
    private static final int GROUP_BITS = 7;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Line line;

    NodeWire(Mosquitto server) throws IOException {
        line = new Line(server.port(), said);
    }

    /** A message that was published, by its name and not by the number that stands in for it (MQTT 5, section 3.3.2.3.4). */
    record Published(String topic, int qos, boolean retain, byte[] bytes) {

        Payload payload() throws IOException {
            return Payload.parseFrom(bytes);
        }

        String type() {
            return topic.split("/")[2];
        }

        /** Such as {@code DDATA lamp}. */
        String title() {
            String[] levels = topic.split("/");
            return levels.length > 4 ? levels[2] + " " + levels[4] : levels[2];
        }

        Metric metric(String name) throws IOException {
            return payload().getMetricsList().stream()
                    .filter(each -> each.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    URI url() {
        return URI.create("mqtt://127.0.0.1:" + line.port());
    }

    /** All packets in their order, those of Paho and each message that was published. */
    List<Object> packets() throws MqttException {
        byte[] bytes = said.toByteArray();
        List<Object> packets = new ArrayList<>();
        Map<Integer, String> aliases = new HashMap<>();
        for (int at = 0; at < bytes.length; ) {
            int length = 0;
            int head = 1;
            for (int shift = 0; ; shift += GROUP_BITS) {
                byte group = bytes[at + head++];
                length |= (group & (MORE - 1)) << shift;
                if ((group & MORE) == 0) {
                    break;
                }
            }
            int end = at + head + length;
            MqttWireMessage packet = MqttWireMessage.createWireMessage(Arrays.copyOfRange(bytes, at, end));
            packets.add(packet instanceof MqttPublish message ? published(message, aliases) : packet);
            at = end;
        }
        return packets;
    }

    private static Published published(MqttPublish packet, Map<Integer, String> aliases) {
        Integer alias = packet.getProperties().getTopicAlias();
        String topic = packet.getTopicName() == null ? "" : packet.getTopicName();
        if (alias != null && !topic.isEmpty()) {
            aliases.put(alias, topic);
        }
        return new Published(
                topic.isEmpty() && alias != null ? aliases.get(alias) : topic,
                packet.getMessage().getQos(),
                packet.getMessage().isRetained(),
                packet.getMessage().getPayload());
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
