package io.tidegate.clouds.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Entries as records: {@code docs/clouds/kafka.md} says what is where. Immutable. */
record Records(String template, Origin origin) {

    /** Kafka keeps order within a partition, and a key is always in the same. */
    ProducerRecord<byte[], byte[]> of(Entry entry, boolean late) {
        Observation seen = entry.observation();
        List<Header> headers = new ArrayList<>(List.of(
                header("id", origin.idOf(entry.position())),
                header("site", origin.site()),
                header("gateway", origin.gateway()),
                header("kind", seen.kind()),
                header("content-type", "application/json")));
        if (late) {
            headers.add(header("late", "true"));
        }
        return new ProducerRecord<>(
                topic(seen), null, seen.device().value().getBytes(UTF_8), EntryJson.object(origin, entry), headers);
    }

    String topic(Observation seen) {
        return origin.fillIn(template).replace("{kind}", seen.kind());
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
