package io.tidegate.gateway.history;

import com.influxdb.exceptions.InfluxException;
import io.tidegate.clouds.LineTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an InfluxDB meant when it did not do what it was asked. */
sealed interface InfluxTrouble {

    /** In words that staff understand, with what to check. */
    String words();

    /** The database is not there. */
    record NoDatabase(String words) implements InfluxTrouble {}

    /** Something in the batch will never be taken; what else is in it may have been. */
    record Refused(String words) implements InfluxTrouble {}

    /** The only points that were not taken are older than the owner wants to keep. */
    record Expired(String words) implements InfluxTrouble {}

    /** It can do nothing now. */
    record Away(String words, Optional<Duration> retryAfter) implements InfluxTrouble {}

    /** What a point can be refused for. Other complaints are about the request, and are no point's fault. */
    List<String> POINTS_FAULTS =
            List.of("partial write", "unable to parse", "field type conflict", "exceeded", "outside range");

    static InfluxTrouble of(InfluxException e, InfluxServer server) {
        String said = said(e);
        return switch (e.status()) {
            case 0 -> new Away(LineTrouble.words(e, server.url()), Optional.empty());
            case 401, 403 ->
                new Away(
                        "InfluxDB does not let us in (" + said
                                + "): check username and password, or the token, under history in the site file",
                        Optional.empty());
            case 404 ->
                new NoDatabase("InfluxDB has no database or bucket '" + server.database() + "' (" + said
                        + "): make it, or check its name under history in the site file");
            case 400, 422 -> complaint(said);
            case 413 -> new Refused(said);
            default -> new Away("InfluxDB answers " + e.status() + ": " + said, retryAfter(e));
        };
    }

    private static InfluxTrouble complaint(String said) {
        if (said.contains("beyond retention policy")) {
            return new Expired(said);
        }
        return POINTS_FAULTS.stream().anyMatch(said::contains)
                ? new Refused(said)
                : new Away("InfluxDB does not understand us: " + said, Optional.empty());
    }

    /** 1.x says it in a member of the body that the client does not look at. */
    private static String said(InfluxException e) {
        Object error = e.errorBody().get("error");
        return error != null ? error.toString() : String.valueOf(e.getMessage());
    }

    private static Optional<Duration> retryAfter(InfluxException e) {
        Map<String, String> headers = e.headers();
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .map(Map.Entry::getValue)
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .findFirst();
    }
}
