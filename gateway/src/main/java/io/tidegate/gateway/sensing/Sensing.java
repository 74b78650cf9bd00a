package io.tidegate.gateway.sensing;

import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.site.SensorField;
import io.tidegate.site.SiteFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scales and machines that move stock. Its thread, {@code gauger}, runs where the site file names any of them. */
public final class Sensing implements AutoCloseable {

    /** So often it is looked whether a sensor has been silent for long enough. */
    private static final Duration LOOKED_EVERY = Duration.ofMillis(500);

    private final Hearing hearing;
    private final Optional<Clerk> gauger;

    private Sensing(Hearing hearing, Optional<Clerk> gauger) {
        this.hearing = hearing;
        this.gauger = gauger;
    }

    /** From now on readings move stock, those first that came before the gateway stopped. */
    public static Sensing open(SiteFile site, Journal journal, Inventory inventory, InstantSource clock)
            throws SQLException, InterruptedException {
        Hearing hearing = new Hearing(journal, inventory, site, clock);
        prepare(journal, hearing);
        try (Connection reader = journal.openReader();
                Sql sql = new Sql(reader)) {
            hearing.resume(sql);
            hearing.tell();
        }
        return new Sensing(
                hearing,
                hearing.isIdle()
                        ? Optional.empty()
                        : Optional.of(Clerk.start("gauger", journal, hearing, LOOKED_EVERY, hearing.taken())));
    }

    private static void prepare(Journal journal, Hearing hearing) throws SQLException, InterruptedException {
        Map<SensorField, String> meanings = new LinkedHashMap<>();
        hearing.gauges().forEach(gauge -> meanings.put(gauge.source(), gauge.meaning()));
        long now = journal.lastPosition();
        journal.renewal().prepare(SensingTables.TABLES, Sql.writing(sql -> {
            SensingTables.create(sql, now);
            SensingTables.keepOnly(sql, meanings, now);
        }));
    }

    /** How each of them stands, in the order of the site file, those of one device together. At once, from any thread. */
    public List<GaugeStanding> gauges() {
        return hearing.standings();
    }

    /** Hears no more; what is recorded from now on is heard at the next start. */
    @Override
    public void close() {
        gauger.ifPresent(Clerk::close);
    }
}
