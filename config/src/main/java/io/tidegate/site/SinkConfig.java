package io.tidegate.site;

import io.tidegate.net.Tls;
import java.time.Duration;
import java.util.Optional;

/**
 * A cloud of the site file, one record for each {@code type:}. The record's file holds all that the site file knows of
 * this kind: its keys, what they may be, and how the effective configuration shows them.
 */
public sealed interface SinkConfig
        permits MqttCloud,
                HttpCloud,
                EpcisCloud,
                SparkplugCloud,
                NatsCloud,
                KafkaCloud,
                InfluxCloud,
                FileCloud,
                S3Cloud {

    /** What all kinds have. */
    Common common();

    /** The word after {@code type:}. */
    String type();

    /** Its address: a sink that gets another one is a stranger to it. */
    String place();

    default String id() {
        return common().id();
    }

    default Duration timeout() {
        return common().timeout();
    }

    default BatchLimits batch() {
        return common().batch();
    }

    default Selection send() {
        return common().send();
    }

    default Limits limits() {
        return common().limits();
    }

    /** Who is at both ends of a secure line. */
    default Tls tls() {
        return Tls.STANDARD;
    }

    /** Where its commands come in; empty where none do. */
    default Optional<? extends CommandDoor> commands() {
        return Optional.empty();
    }

    /** Whether entries go in the order in which they were recorded, also after a long outage. */
    default boolean inOrder() {
        return false;
    }

    /** How long what is fresh waits for more, where each delivery costs; it hardly waits where it is nothing. */
    default Duration gather() {
        return Duration.ZERO;
    }

    /**
     * Keys of every kind.
     *
     * @param id unique in the site
     * @param timeout for connecting, and for the place's own word on what was sent; 1 s to 10 min
     * @param batch how much at once
     * @param send what is meant for it
     * @param limits when and how much may go
     */
    record Common(String id, Duration timeout, BatchLimits batch, Selection send, Limits limits) {

        /** With everything else as it is where the site file says nothing. */
        public static Common of(String id, Duration timeout, BatchLimits batch) {
            return new Common(id, timeout, batch, Selection.ALL, Limits.NONE);
        }

        /** At this rate where the site file names none. */
        Common paced(long bytesPerSecond) {
            return new Common(id, timeout, batch, send, limits.paced(bytesPerSecond));
        }
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
}
