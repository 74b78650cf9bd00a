package io.tidegate.site;

import java.util.Optional;

/** Where points are within an InfluxDB, and who we are there; each generation has its own way. Immutable. */
public sealed interface InfluxDatabase {

    /** What it is called there. */
    String name();

    /**
     * InfluxDB 1.x, as Debian and Raspberry Pi OS ship it.
     *
     * @param retentionPolicy empty: the database's standard one
     */
    record Version1(
            String database, Optional<String> retentionPolicy, Optional<String> username, Optional<Secret> password)
            implements InfluxDatabase {

        @Override
        public String name() {
            return database;
        }
    }

    /** InfluxDB 2.x, and its cloud. */
    record Version2(String org, String bucket, Secret token) implements InfluxDatabase {

        @Override
        public String name() {
            return bucket;
        }
    }

    /** InfluxDB 3.x, by the way of writing that it has from 2.x. */
    record Version3(String database, Secret token) implements InfluxDatabase {

        @Override
        public String name() {
            return database;
        }
    }
}
