package io.tidegate.clouds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import io.tidegate.net.Tls;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.StockJsonTest;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.HttpCloud.Format;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.Sink;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a receiver reads with the SDK of CloudEvents. */
class CloudEventsTest {

    private static final Origin ORIGIN = new Origin("corner-shop", "gw-1");
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00.123Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<Entry> oneOfEachKind() {
        DeviceId device = new DeviceId("fridge-2");
        List<Observation> seen = new ArrayList<>(StockJsonTest.samples());
        seen.add(
                new Observation.Reading(device, AT, Map.of("temperature", Value.of(3.4), "text", Value.of("\"ä\"\n"))));
        seen.add(new Observation.Scan(device, AT, "96385074", Symbology.EAN_8));
        seen.add(new Observation.Fault(device, AT, "no answer"));
        List<Entry> entries = new ArrayList<>();
        seen.forEach(each -> entries.add(new Entry(entries.size() + 1, AT, each)));
        return entries;
    }

    @Test
    void every_entry_is_an_event_that_the_sdk_reads_with_the_entry_as_its_data() throws Exception {
        List<Entry> entries = oneOfEachKind();
        try (TestServer server = new TestServer();
                Sink sink = new HttpSink(config(server.url()), ORIGIN, "1.2.3", Clock.systemUTC())) {
            sink.deliver(entries, false);
            TestServer.Request request = server.requests().getFirst();
            assertEquals("application/cloudevents-batch+json", request.headers().get("Content-Type"));
            JsonNode batch = JSON.readTree(request.body());
            assertEquals(entries.size(), batch.size());
            Set<String> types = new HashSet<>();
            for (int i = 0; i < batch.size(); i++) {
                CloudEvent event = new JsonFormat().deserialize(JSON.writeValueAsBytes(batch.get(i)));
                check(event, entries.get(i));
                types.add(event.getType());
            }
            assertTrue(
                    types.containsAll(Set.of("io.tidegate.reading.v1", "io.tidegate.movement.v1")), types.toString());
        }
    }

    private static void check(CloudEvent event, Entry entry) throws Exception {
        Observation seen = entry.observation();
        assertEquals(SpecVersion.V1, event.getSpecVersion());
        assertEquals("gw-1:" + entry.position(), event.getId());
        assertEquals(URI.create("/corner-shop/gw-1"), event.getSource());
        assertEquals("io.tidegate." + seen.kind() + ".v1", event.getType());
        assertEquals(seen.at(), event.getTime().toInstant());
        assertEquals(seen.device().value(), event.getSubject());
        assertEquals("application/json", event.getDataContentType());
        assertEquals(Set.of(), event.getExtensionNames());
        assertEquals(
                JSON.readTree(EntryJson.object(ORIGIN, entry)),
                JSON.readTree(event.getData().toBytes()));
    }

    private static HttpCloud config(URI url) {
        Common common = Common.of("lake", Duration.ofSeconds(20), BatchLimits.DEFAULT);
        return new HttpCloud(
                common, url, Format.CLOUDEVENTS, new HttpLogin.None(), Tls.STANDARD, true, Optional.empty());
    }
}
