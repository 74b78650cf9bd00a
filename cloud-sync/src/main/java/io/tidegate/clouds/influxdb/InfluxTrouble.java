package io.tidegate.clouds.influxdb;

import com.influxdb.exceptions.InfluxException;
import io.tidegate.clouds.LineTrouble;
import io.tidegate.clouds.http.Answer;
import io.tidegate.net.Causes;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.UnavailableException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an InfluxDB meant when it did not do what it was asked. */
public sealed interface InfluxTrouble {

    /** In words that staff understand, with what to check. */
    String words();

    /** The database is not there. */
    record NoDatabase(String words) implements InfluxTrouble {}

    /** Something in the batch will never be taken; what else is in it may have been. */
    record Refused(String words, Proof proof) implements InfluxTrouble {}

    /** The only points that were not taken are older than the owner wants to keep. */
    record Expired(String words) implements InfluxTrouble {}

    /** It can do nothing now. */
    record Away(String words, Optional<Duration> retryAfter) implements InfluxTrouble {

        UnavailableException because(InfluxException e) {
            // A server that is away is no silence: nobody was asked.
            return Causes.of(e).stream().anyMatch(InterruptedIOException.class::isInstance)
                    ? UnavailableException.silence(words, e)
                    : new UnavailableException(words, retryAfter, e);
        }
    }

    /** What a point can be refused for. Other complaints are about the request, and are no point's fault. */
    List<String> POINTS_FAULTS = List.of(
            "partial write",
            "unable to parse",
            "field type conflict",
            "exceeded",
            "outside range",
            // 3.x
            "parsing failed",
            "errors encountered on line");

    static InfluxTrouble of(InfluxException e, InfluxServer server) {
        String said = said(e);
        return switch (e.status()) {
            case 0 -> new Away(LineTrouble.words(e, server.url(), server.trust()), Optional.empty());
            case 401, 403 ->
                new Away(
                        "InfluxDB does not let us in (" + said
                                + "): check username and password, or the token, in the site file",
                        Optional.empty());
            case 404 ->
                new NoDatabase("InfluxDB has no database or bucket '" + server.database() + "' (" + said
                        + "): make it, or check its name in the site file");
            case 400, 422 -> complaint(said);
            // Also a proxy that is set too small says so to everything.
            case 413 -> new Refused(said, Proof.PLACE_TAKES);
            case 301, 302, 303, 307, 308, Answer.NETWORK_AUTHENTICATION_REQUIRED ->
                new Away(
                        "something else than InfluxDB answers at "
                                + server.url().getHost() + " (" + said
                                + "): a log-in page of the network, or a wrong url",
                        Optional.empty());
            default -> new Away("InfluxDB answers " + e.status() + ": " + said, retryAfter(e));
        };
    }

    private static InfluxTrouble complaint(String said) {
        if (said.contains("beyond retention policy")) {
            return new Expired(said);
        }
        return POINTS_FAULTS.stream().anyMatch(said::contains)
                ? new Refused(said, Proof.GIVEN)
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
