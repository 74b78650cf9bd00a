package io.tidegate.clouds.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sync.PlaceBehindALine;
import io.tidegate.testing.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic as somebody reads it who is at the broker, while the sink is at the other end of a line. Used by one test thread. */
final class TopicBehindALine extends PlaceBehindALine implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> reader;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

    TopicBehindALine(Line line, KafkaBroker broker, String topic, int partitions) {
        super(line);
        for (int each = 0; each < partitions; each++) {
            this.partitions.add(new TopicPartition(topic, each));
        }
        this.reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.server(), "enable.metrics.push", false, "fetch.max.wait.ms", 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader.assign(this.partitions);
        reader.seekToBeginning(this.partitions);
    }

    /** All that is in the topic now, each partition in its order. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        while (partitions.stream().anyMatch(each -> reader.position(each) < ends.get(each))) {
            reader.poll(POLL).forEach(read::add);
        }
        return read;
    }

    static String header(ConsumerRecord<byte[], byte[]> of, String name) {
        return new String(of.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public List<String> arrived() {
        return records().stream().map(each -> header(each, "id")).toList();
    }

    @Override
    public void close() {
        comeBack();
        speakAgain();
        reader.close();
    }
}
