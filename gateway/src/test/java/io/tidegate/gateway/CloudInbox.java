package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Head office: a subscriber at the broker that plays the cloud. */
final class CloudInbox implements AutoCloseable {

    private final MqttClient client;
    private final List<String> payloads = new CopyOnWriteArrayList<>();
    private final ObjectMapper json = new ObjectMapper();

    CloudInbox(String url, String filter) throws MqttException {
        client = new MqttClient(url.replace("mqtt://", "tcp://"), "head-office", new MemoryPersistence());
        client.connect();
        client.subscribe(filter, 1, (topic, message) -> payloads.add(new String(message.getPayload(), UTF_8)));
    }

    List<String> payloads() {
        return List.copyOf(payloads);
    }

    /** The values of a field, over all entries that have arrived. */
    Set<Integer> numbers(String field) throws Exception {
        return new HashSet<>(recorded(field).values());
    }

    /** The number of each entry, by its id, under which one may come again. */
    Map<String, Integer> recorded(String field) throws Exception {
        Map<String, Integer> byId = new HashMap<>();
        for (String batch : payloads) {
            for (JsonNode entry : json.readTree(batch)) {
                JsonNode number = entry.path("fields").path(field);
                if (!number.isMissingNode()) {
                    byId.put(entry.path("id").asText(), number.asInt());
                }
            }
        }
        return byId;
    }

    boolean idsAreConsistent() throws Exception {
        Map<String, JsonNode> seen = new HashMap<>();
        for (String batch : payloads) {
            for (JsonNode entry : json.readTree(batch)) {
                JsonNode before = seen.put(entry.path("id").asText(), entry);
                if (before != null && !before.equals(entry)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1_000);
        client.close(true);
    }
}
