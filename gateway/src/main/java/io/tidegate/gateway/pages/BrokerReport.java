package io.tidegate.gateway.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The MQTT broker of the site at one moment. Immutable.
 *
 * @param trouble why an existing broker is not reached, and what to check; empty when it is, and for our own server
 * @param figures what it counts
 * @param unheard the latest topics that nobody listens to, the latest first
 */
public record BrokerReport(Optional<String> trouble, List<Figure> figures, List<UnheardTopic> unheard) {

    /**
     * One number of it.
     *
     * @param name in small letters with {@code _}, as the measurements have it
     * @param total ever growing since the start, else as it is now
     */
    public record Figure(String name, String help, boolean total, long value) {

        public static Figure now(String name, String help, long value) {
            return new Figure(name, help, false, value);
        }

        public static Figure total(String name, String help, long value) {
            return new Figure(name, help, true, value);
        }
    }

    public record UnheardTopic(String topic, long messages, Instant last) {}
}
