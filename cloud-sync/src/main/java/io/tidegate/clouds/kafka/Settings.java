package io.tidegate.clouds.kafka;

import io.tidegate.site.KafkaCloud;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;

/** What the library is told; the rest is as it comes. Functions only. */
final class Settings {

    /** Of what is under way, however large the site file's batches are: the library would take 32 MiB. More waits. */
    private static final int UNDER_WAY_BYTES_MAX = 4 << 20;

    private static final int UNDER_WAY_BYTES_LEAST = 512 << 10;

    /** A batch, and room for pieces that are not full yet, one for each partition. */
    private static final long BATCHES = 4;

    /** Of records that go in one piece; a broker that takes less gets smaller ones. */
    private static final int PIECE_BYTES_MAX = 16 << 10;

    private Settings() {}

    /** The way to the servers, whatever is wanted there. */
    static Map<String, Object> ofAdmin(KafkaCloud config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.servers());
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(config));
        // It would send figures about itself to a broker that asks for them, and show them by JMX.
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol(config));
        config.username().ifPresent(user -> logIn(settings, config, user));
        return settings;
    }

    static Map<String, Object> ofProducer(KafkaCloud config) {
        Map<String, Object> settings = ofAdmin(config);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(config));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(config));
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, underWayBytes(config));
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, PIECE_BYTES_MAX);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.gzip() ? "gzip" : "none");
        return settings;
    }

    private static int millis(KafkaCloud config) {
        return Math.toIntExact(config.timeout().toMillis());
    }

    private static long underWayBytes(KafkaCloud config) {
        return Math.clamp(config.batch().bytes() * BATCHES, UNDER_WAY_BYTES_LEAST, UNDER_WAY_BYTES_MAX);
    }

    private static String protocol(KafkaCloud config) {
        if (config.username().isPresent()) {
            return config.secure() ? "SASL_SSL" : "SASL_PLAINTEXT";
        }
        return config.secure() ? "SSL" : "PLAINTEXT";
    }

    private static void logIn(Map<String, Object> settings, KafkaCloud config, String user) {
        String module = config.mechanism() == KafkaCloud.Mechanism.PLAIN
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        String password = config.password().map(secret -> secret.reveal()).orElse("");
        settings.put(SaslConfigs.SASL_MECHANISM, config.mechanism().name().replace('_', '-'));
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                module + " required username=" + quoted(user) + " password=" + quoted(password) + ";");
    }

    /** As the configuration of JAAS reads it. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
