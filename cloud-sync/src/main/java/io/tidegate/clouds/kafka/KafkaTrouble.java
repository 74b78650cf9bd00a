package io.tidegate.clouds.kafka;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.net.Causes;
import io.tidegate.site.KafkaCloud;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/** What the library's exceptions mean, in words that staff understand, and what to check. Immutable. */
record KafkaTrouble(KafkaCloud config) {

    /** Of the servers, with a scheme for who asks whether the line is secure. */
    static List<URI> addresses(KafkaCloud config) {
        String scheme = config.secure() ? "ssl" : "kafka";
        return config.servers().stream()
                .map(server -> URI.create(scheme + "://" + server))
                .toList();
    }

    /** What a topic will never take, in words; empty where it is about something else. */
    Optional<String> aboutEntry(Throwable failed, String topic) {
        return Causes.of(failed).stream().anyMatch(RecordTooLargeException.class::isInstance)
                ? Optional.of("the entry is too large for the topic " + topic
                        + ": raise max.message.bytes there, then send it again")
                : Optional.empty();
    }

    UnavailableException unavailable(Throwable failed, String topic) {
        String words = words(failed, topic);
        boolean isSilence = Causes.of(failed).stream()
                .anyMatch(cause -> cause instanceof TimeoutException
                        || cause instanceof org.apache.kafka.common.errors.TimeoutException);
        return words == null && isSilence
                ? UnavailableException.silence(LineTrouble.words(new TimeoutException(), first()), failed)
                : new UnavailableException(
                        words == null ? LineTrouble.words(failed, first(), config.tls()) : words, failed);
    }

    private URI first() {
        return addresses(config).getFirst();
    }

    private @Nullable String words(Throwable failed, String topic) {
        String place = String.valueOf(first().getHost());
        for (Throwable cause : Causes.of(failed)) {
            String found = switch (cause) {
                case UnknownTopicOrPartitionException _ ->
                    "there is no topic " + topic + " at " + place + ", and none is made by itself: make it with"
                            + " kafka-topics.sh --bootstrap-server "
                            + config.servers().getFirst()
                            + " --create --topic " + topic;
                case SaslAuthenticationException _, UnsupportedSaslMechanismException _ ->
                    place + " does not let us in: check username, password and mechanism of this sink";
                case AuthorizationException _ ->
                    place + " does not let us write to the topic " + topic + ": give this sink's user the right to it";
                case SslAuthenticationException tls -> LineTrouble.words(tls, first(), config.tls());
                case InvalidTimestampException _ ->
                    place + " does not believe the time of our records: check the gateway's clock";
                case org.apache.kafka.common.errors.TimeoutException _ -> null;
                case RetriableException later -> place + " cannot take data now (" + later.getMessage() + ")";
                default -> null;
            };
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
