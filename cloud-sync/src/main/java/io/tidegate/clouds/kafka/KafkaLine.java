package io.tidegate.clouds.kafka;

import io.tidegate.site.KafkaCloud;
import io.tidegate.sync.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.tinylog.Logger;

/** A producer, from its opening to the first thing that goes wrong. Used by its sink thread only. */
final class KafkaLine implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Object> client;

    private KafkaLine(KafkaProducer<byte[], byte[]> producer, Map<String, Object> client) {
        this.producer = producer;
        this.client = client;
    }

    /**
     * Does not connect yet.
     *
     * @param client the {@link ClientSettings} of now
     */
    static KafkaLine open(KafkaCloud config, Map<String, Object> client) throws UnavailableException {
        Map<String, Object> settings = Settings.ofProducer(config);
        settings.putAll(client);
        try {
            return new KafkaLine(
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), client);
        } catch (KafkaException unfit) {
            throw new KafkaTrouble(config).unavailable(unfit, config.topic());
        }
    }

    /** Whether it was opened with these: other certificates need another line. */
    boolean isBy(Map<String, Object> now) {
        return client.equals(now);
    }

    /** Asks who takes part in the cluster, by a connection of its own. */
    static void ask(KafkaCloud config, Map<String, Object> client)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, Object> settings = Settings.ofAdmin(config);
        settings.putAll(client);
        Admin admin = Admin.create(settings);
        try {
            admin.describeCluster().nodes().get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /** Waits where too much is under way, or nobody knows the topic yet. What it returns fails where that takes too long. */
    Future<?> send(ProducerRecord<byte[], byte[]> entry) throws InterruptedException {
        try {
            return producer.send(entry);
        } catch (InterruptException stopped) {
            // It has set the flag beside its exception.
            if (Thread.interrupted()) {
                Logger.debug("a delivery to kafka was interrupted");
            }
            throw (InterruptedException) new InterruptedException().initCause(stopped);
        } catch (KafkaException broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    /** Gives up what is under way: it comes again. */
    @Override
    public void close() {
        try {
            producer.close(Duration.ZERO);
        } catch (KafkaException notEnded) {
            Logger.debug("closing a kafka producer: {}", notEnded.getMessage());
        }
    }
}
