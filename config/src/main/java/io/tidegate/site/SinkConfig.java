package io.tidegate.site;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A cloud of the site file, one record for each {@code type:}. */
public sealed interface SinkConfig {

    String id();

    /** The word after {@code type:}. */
    String type();

    URI url();

    BatchLimits batch();

    /** Whether entries go in the order in which they were recorded, also after a long outage. */
    default boolean inOrder() {
        return false;
    }

    /**
     * One delivery at most. The first limit that is reached closes it.
     *
     * @param entries 1 to 10,000
     * @param bytes of the payload before compression, at least 1 KiB
     */
    record BatchLimits(int entries, int bytes) {
        public static final BatchLimits DEFAULT = new BatchLimits(500, 128 * 1024);
    }

    /**
     * An MQTT broker; one message for each batch, a JSON array.
     *
     * @param topic with {@code {site}}, {@code {gateway}} and {@code {kind}}
     * @param timeout for connecting, and for the acknowledgement of what was published
     */
    record Mqtt(
            String id,
            URI url,
            String topic,
            String clientId,
            Optional<String> username,
            Optional<Secret> password,
            Duration timeout,
            BatchLimits batch)
            implements SinkConfig {
        @Override
        public String type() {
            return "mqtt";
        }
    }

    /**
     * An HTTP server that takes batches by POST, a JSON array each.
     *
     * @param gzip compresses the body (RFC 9110, section 8.4.1.3)
     */
    record Http(String id, URI url, Optional<Secret> bearer, boolean gzip, Duration timeout, BatchLimits batch)
            implements SinkConfig {
        @Override
        public String type() {
            return "http";
        }
    }

    /**
     * An EPCIS 2.0 repository, which gets movements of goods as events.
     *
     * @param url without the {@code /capture} or {@code /events} behind it
     * @param base begins the names of what has none by GS1; an address of the owner's, so that nobody else has the same
     * @param gln the site's location number, if it has one
     * @param timezone in which events tell their time
     */
    record Epcis(
            String id,
            URI url,
            Optional<Secret> bearer,
            URI base,
            Optional<String> gln,
            Sale sale,
            Mode mode,
            ZoneId timezone,
            Duration timeout,
            BatchLimits batch)
            implements SinkConfig {

        /** What takes an event back must not come before it. */
        @Override
        public boolean inOrder() {
            return true;
        }

        /** The action of a sale's event: goods of a class are seen to go, or cease to be. */
        public enum Sale {
            OBSERVE,
            DELETE
        }

        /** How events are handed over: many in a document, with a job to ask for; or one by one. */
        public enum Mode {
            CAPTURE,
            EVENTS
        }

        @Override
        public String type() {
            return "epcis";
        }
    }

    /**
     * The servers of a Sparkplug B 3.0 host application, to which the gateway is an edge node and each device a device.
     *
     * @param url the first server
     * @param fallbacks further ones, tried in turn
     * @param group without {@code + / #}
     * @param node without {@code + / #}
     * @param primaryHost the host application that must be online before anything is published
     * @param unchanged whether a reading goes out whose value is the same as before
     * @param timeout for connecting, and for the answer that shows that a delivery was read
     */
    record Sparkplug(
            String id,
            URI url,
            List<URI> fallbacks,
            String group,
            String node,
            Optional<String> primaryHost,
            String clientId,
            Optional<String> username,
            Optional<Secret> password,
            boolean unchanged,
            Duration timeout,
            BatchLimits batch)
            implements SinkConfig {

        /** In the order in which they are tried. */
        public List<URI> servers() {
            return Stream.concat(Stream.of(url), fallbacks.stream()).toList();
        }

        @Override
        public String type() {
            return "sparkplug";
        }
    }
}
