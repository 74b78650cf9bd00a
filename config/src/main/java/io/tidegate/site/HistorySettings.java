package io.tidegate.site;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the pages find the past. */
public sealed interface HistorySettings {

    /**
     * In the gateway's own database.
     *
     * @param minutes how long 1-minute rollups are kept
     * @param hours how long 1-hour rollups are kept
     */
    record Embedded(Duration minutes, Duration hours) implements HistorySettings {
        public static final Embedded DEFAULT = new Embedded(Duration.ofDays(90), Duration.ofDays(730));
    }

    /** In an InfluxDB. */
    sealed interface Influx extends HistorySettings {

        URI url();

        /** In the words of a cloud. */
        InfluxDatabase where();
    }

    /** InfluxDB 1.x, as Debian and Raspberry Pi OS ship it. */
    record Influx1(URI url, String database, Optional<String> username, Optional<Secret> password) implements Influx {

        @Override
        public InfluxDatabase where() {
            return new InfluxDatabase.Version1(database, Optional.empty(), username, password);
        }
    }

    /** InfluxDB 2.x. */
    record Influx2(URI url, String org, String bucket, Secret token) implements Influx {

        @Override
        public InfluxDatabase where() {
            return new InfluxDatabase.Version2(org, bucket, token);
        }
    }
}
