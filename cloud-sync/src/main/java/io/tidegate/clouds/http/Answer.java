package io.tidegate.clouds.http;

import io.tidegate.sync.Rejected.Proof;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server's answer means for the batch it was given. Immutable. */
public sealed interface Answer {

    /** It has the batch. */
    record Taken() implements Answer {}

    /** Something in the batch is not to its liking, and never will be. */
    record Refused(String reason, Proof proof) implements Answer {}

    /** It can take nothing now, or is not the place we think it is. */
    record NotNow(String reason, Optional<Duration> retryAfter) implements Answer {}

    /** Characters of a server's own words that are kept: a page has one line for them. */
    int WORDS_LENGTH_MAX = 300;

    /** By which a network's log-in page should answer (RFC 6585, section 6); most say 200. */
    int NETWORK_AUTHENTICATION_REQUIRED = 511;

    /** What may stand before the first tag of a page. */
    Pattern BEFORE_MARKUP = Pattern.compile("[\\s\\uFEFF]*+<");

    Pattern BLANK_RUN = Pattern.compile("[\\s\\p{Cntrl}]+");

    static Answer of(HttpResponse<String> response, Clock clock) {
        int status = response.statusCode();
        boolean isSuccess = status >= 200 && status < 300;
        if ((isSuccess && isPage(response)) || status == NETWORK_AUTHENTICATION_REQUIRED) {
            return later("answered with a web page instead of taking the data: a log-in page of the network, or a"
                    + " wrong url");
        }
        if (isSuccess) {
            return new Taken();
        }
        if (status >= 300 && status < 400) {
            return later("sends us elsewhere (" + status + redirect(response)
                    + "): a log-in page of the network, or the url in the site file is old");
        }
        return switch (status) {
            case 401 ->
                later("does not let us in (" + words(response)
                        + "): check the log-in of this sink, and the gateway's clock");
            case 405 -> later("has nothing there that takes data (" + words(response) + "): check the url");
            case 407, 408, 421, 425, 429 -> notNow(response, clock);
            case 415 ->
                later("does not understand the format (" + words(response) + "): try gzip: false, or another format");
            case 413 ->
                response.headers().firstValue("Retry-After").isPresent()
                        ? notNow(response, clock)
                        : new Refused(words(response), Proof.PLACE_TAKES);
            // A web page comes from something on the way, such as a proxy that expected TLS.
            case 400, 409, 422 ->
                new Refused(words(response), isPage(response) ? Proof.OTHERS_TAKEN : Proof.PLACE_TAKES);
            // Not only a firewall says so that dislikes an entry, but also a server at a wrong address, or one that we
            // have lost the right to, or that nobody pays for any more.
            default ->
                status >= 400 && status < 500
                        ? new Refused(words(response), Proof.OTHERS_TAKEN)
                        : notNow(response, clock);
        };
    }

    /**
     * What a server's answer to OPTIONS means (RFC 9110, section 9.3.7): in words for staff, or nothing where it is there and
     * lets us in. Many do not know the method, and say so only where the address is right.
     */
    static Optional<String> troubleOf(HttpResponse<String> response) {
        int status = response.statusCode();
        return switch (status) {
            case 401, 403, 407 ->
                Optional.of("does not let us in (" + words(response)
                        + "): check the log-in of this sink, and the gateway's clock");
            case 404, 410 -> Optional.of("has nothing at this address (" + words(response) + "): check the url");
            default -> {
                if (status >= 500 && status != 501) {
                    yield Optional.of(troubled(response));
                }
                yield (status < 400 && of(response, Clock.systemUTC()) instanceof NotNow away)
                        ? Optional.of(away.reason())
                        : Optional.empty();
            }
        };
    }

    private static Answer notNow(HttpResponse<String> response, Clock clock) {
        return new NotNow(troubled(response), retryAfter(response, clock));
    }

    /** 500 is what a server says of a mistake in itself, and of which only its log tells more. */
    private static String troubled(HttpResponse<String> response) {
        String said = "cannot take data now (" + words(response) + ")";
        return response.statusCode() == 500 ? said + ": see its log" : said;
    }

    private static Answer later(String reason) {
        return new NotNow(reason, Optional.empty());
    }

    /**
     * Whether a person was meant to see it. Also an empty one of that type counts: that a server of ours has to be told
     * to answer otherwise is seen at once, and entries that a stranger has taken are lost without a word.
     */
    private static boolean isPage(HttpResponse<String> response) {
        return response.headers()
                        .firstValue("Content-Type")
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .filter(type -> type.contains("html"))
                        .isPresent()
                || BEFORE_MARKUP.matcher(response.body()).lookingAt();
    }

    private static String redirect(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(to -> " to " + shortened(to))
                .orElse("");
    }

    static String words(HttpResponse<String> response) {
        String body = shortened(response.body());
        return "HTTP " + response.statusCode() + (body.isEmpty() ? "" : ": " + body);
    }

    static String shortened(String text) {
        String line = BLANK_RUN.matcher(text).replaceAll(" ").strip();
        return line.length() <= WORDS_LENGTH_MAX ? line : line.substring(0, WORDS_LENGTH_MAX) + "...";
    }

    /** Seconds or a date (RFC 9110, section 10.2.3); nothing when it is neither. */
    static Optional<Duration> retryAfter(HttpResponse<String> response, Clock clock) {
        return response.headers().firstValue("Retry-After").map(String::strip).flatMap(text -> delay(text, clock));
    }

    private static Optional<Duration> delay(String text, Clock clock) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(text))));
        } catch (NumberFormatException notSeconds) {
            return delayUntil(text, clock);
        }
    }

    private static Optional<Duration> delayUntil(String date, Clock clock) {
        try {
            Instant until = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(clock.instant(), until);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
