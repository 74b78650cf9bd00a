package io.tidegate.site;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code history:}, where the pages find the past. Safe from any thread. */
final class HistorySection {

    private static final Scalar<Duration> KEPT = Scalars.duration("90 d", Duration.ofDays(1), Duration.ofDays(3650));
    private static final Scalar<Integer> VERSION = Scalars.whole("1", 1, 2);

    private final SecretReader secrets;

    HistorySection(SecretReader secrets) {
        this.secrets = secrets;
    }

    HistorySettings read(Mapping section) {
        if (section.has("embedded") && section.has("influxdb")) {
            section.problem("influxdb", "stands beside 'embedded'. Keep one of them.");
        }
        Optional<HistorySettings> embedded = section.section("embedded").map(HistorySection::embedded);
        Optional<HistorySettings> influx = section.section("influxdb").map(this::influx);
        section.close();
        return influx.or(() -> embedded).orElse(HistorySettings.Embedded.DEFAULT);
    }

    private static HistorySettings embedded(Mapping section) {
        HistorySettings.Embedded standard = HistorySettings.Embedded.DEFAULT;
        HistorySettings settings = new HistorySettings.Embedded(
                section.optional("minutes", KEPT, standard.minutes()),
                section.optional("hours", KEPT, standard.hours()));
        section.close();
        return settings;
    }

    private HistorySettings influx(Mapping section) {
        URI url = section.required("url", Scalars.url("http://127.0.0.1:8086", "http", "https"));
        HistorySettings settings =
                section.required("version", VERSION) == 2 ? second(section, url) : first(section, url);
        section.close();
        return settings;
    }

    private HistorySettings first(Mapping section, URI url) {
        return new HistorySettings.Influx1(
                url,
                section.required("database", Scalars.text("tidegate")),
                section.maybe("username", Scalars.text("tidegate")),
                section.maybe("password", secrets.password()));
    }

    private HistorySettings second(Mapping section, URI url) {
        return new HistorySettings.Influx2(
                url,
                section.required("org", Scalars.text("corner-shop")),
                section.required("bucket", Scalars.text("tidegate")),
                section.required("token", secrets.token()));
    }
}
