package io.tidegate.gateway.history;

import io.tidegate.clouds.influxdb.FieldNames;
import io.tidegate.clouds.influxdb.InfluxServer;
import io.tidegate.clouds.influxdb.InfluxTime;
import io.tidegate.clouds.influxdb.ReadingLines;
import io.tidegate.observation.Origin;
import java.time.Duration;

/**
 * Questions in InfluxQL, which 1.x and 2.x both speak. Safe from any thread.
 *
 * @param origin whose entries are meant
 */
record InfluxQl(Origin origin) {

    private static String name(String name) {
        return InfluxServer.quoted(name);
    }

    private static String text(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }

    /** One row for each device, with its last value of each field. */
    String lastOfAll(String measurement) {
        return "SELECT LAST(*) FROM " + name(measurement) + " WHERE " + mine() + " GROUP BY \"device\"";
    }

    /** @param span of whole steps */
    String course(Series series, Span span, Duration step) {
        String field = "(" + name(FieldNames.toInflux(series.field())) + ")";
        return "SELECT MIN" + field + " AS \"min\", MEAN" + field + " AS \"mean\", MAX" + field + " AS \"max\", COUNT"
                + field + " AS \"count\", LAST" + field + " AS \"last\" FROM " + name(ReadingLines.READING)
                + where(series, span) + " GROUP BY time(" + step.toSeconds() + "s) fill(none)";
    }

    /** @param column what to tell of each value besides */
    String values(String measurement, Series series, Span span, String column, int limit) {
        return "SELECT " + name(FieldNames.toInflux(series.field())) + " AS \"value\", " + name(column) + " FROM "
                + name(measurement) + where(series, span) + " ORDER BY time ASC LIMIT " + limit;
    }

    private String where(Series series, Span span) {
        return " WHERE " + mine() + " AND \"device\" = " + text(series.device().value()) + " AND time >= "
                + span.fromMillis() * InfluxTime.NANOS_OF_A_MILLI + " AND time < "
                + span.toMillis() * InfluxTime.NANOS_OF_A_MILLI;
    }

    private String mine() {
        return "\"gateway\" = " + text(origin.gateway()) + " AND \"site\" = " + text(origin.site());
    }
}
