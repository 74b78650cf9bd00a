package io.tidegate.gateway.installer;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.ProofJson;
import io.tidegate.observation.Remote;
import io.tidegate.observation.RemoteJson;
import io.tidegate.observation.Stock;
import io.tidegate.observation.StockJson;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import io.tidegate.site.Profiles;
import io.tidegate.site.SiteFile;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Observations as lines for a terminal, with the site's own time. Immutable. */
final class TerminalLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;
    private final Profiles profiles;

    TerminalLines(SiteFile site) {
        this.zone = site.site().timezone();
        this.profiles = Profiles.of(site);
    }

    String of(Observation seen) {
        return TIME.format(seen.at().atZone(zone)) + "  " + words(seen);
    }

    /** Of one that may be days old. */
    String lastKnown(Observation seen) {
        return DAY_AND_TIME.format(seen.at().atZone(zone)) + "  " + words(seen) + "  (last known)";
    }

    private String words(Observation seen) {
        return switch (seen) {
            case Observation.Reading reading -> fields(reading);
            case Observation.Scan scan ->
                "scan " + scan.data() + " (" + scan.symbology().word() + ")";
            case Observation.Fault fault -> "no answer: " + fault.reason();
            case Summary summary -> fields(summary.asReading()) + " (of " + summary.readings() + " readings)";
            case Proof proof -> proof.kind() + " " + ProofJson.text(proof);
            case Stock stock -> stock.kind() + " " + StockJson.text(stock);
            case Remote remote -> remote.kind() + " " + RemoteJson.text(remote);
        };
    }

    private String fields(Observation.Reading reading) {
        return reading.fields().entrySet().stream()
                .map(field -> field(reading, field))
                .collect(Collectors.joining(", "));
    }

    private String field(Observation.Reading reading, Map.Entry<String, Value> field) {
        String unit = profiles.unit(reading.device(), field.getKey())
                .filter(_ -> field.getValue() instanceof Value.Numeric)
                .map(each -> " " + each)
                .orElse("");
        return field.getKey() + " " + text(field.getValue()) + unit;
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Numeric number -> Value.plain(number.value());
            case Value.Flag flag -> flag.value() ? "yes" : "no";
            case Value.Text text -> text.value();
        };
    }
}
