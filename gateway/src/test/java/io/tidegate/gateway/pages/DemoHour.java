package io.tidegate.gateway.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.devices.simulator.SimulatorDriver;
import io.tidegate.driver.Publisher;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.site.SimulatorDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last hour of the shop that {@code ./tidegate demo} runs, made in a moment. */
final class DemoHour implements Publisher {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BETWEEN = Duration.ofSeconds(20);

    /** As the topic below is split: prefix, device, metric. */
    private static final String TOPIC = "floor/{device}/{metric}";

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Observation> seen = new ArrayList<>();

    private Instant now;

    private DemoHour(Instant start) {
        now = start;
    }

    static List<Observation> until(Instant end) throws Exception {
        DemoHour hour = new DemoHour(end.minus(HOUR));
        var config = new SimulatorDevice(new DeviceId("shop"), TOPIC, 1, BETWEEN);
        try (SimulatorDriver driver = new SimulatorDriver(config, hour, () -> hour.now)) {
            while (hour.now.isBefore(end)) {
                hour.now = hour.now.plus(BETWEEN);
                driver.poll();
            }
        }
        return hour.seen;
    }

    @Override
    public void publish(List<Message> messages) {
        for (Message message : messages) {
            try {
                take(message, now);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private void take(Message message, Instant at) throws IOException {
        DeviceId device = new DeviceId(message.topic().split("/")[1]);
        JsonNode said = mapper.readTree(message.payload());
        if (said.has("scan")) {
            seen.add(new Observation.Scan(device, at, said.path("scan").asText(), Symbology.EAN_13));
            return;
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : said.properties()) {
            fields.put(field.getKey(), value(field.getValue()));
        }
        seen.add(new Observation.Reading(device, at, fields));
    }

    private static Value value(JsonNode said) {
        if (said.isNumber()) {
            return Value.of(said.asDouble());
        }
        return said.isBoolean() ? Value.of(said.asBoolean()) : Value.of(said.asText());
    }
}
