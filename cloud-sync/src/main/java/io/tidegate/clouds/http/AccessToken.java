package io.tidegate.clouds.http;

import io.tidegate.site.HttpLogin;
import io.tidegate.site.SinkConfig;
import io.tidegate.sync.UnavailableException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The token that a server of its own gives us for a while (OAuth 2.0, client credentials: RFC 6749, section 4.4). It is
 * asked for when there is something to deliver, and again shortly before it expires, or when it was refused. Time is
 * measured by the monotonic clock, since the box's own may be set in between.
 */
final class AccessToken implements Login {

    /** One that lasts an hour or more is not used in its last half minute, since a request takes a while, too. */
    private static final Duration MARGIN_MAX = Duration.ofSeconds(30);

    /** Some tokens hold a page of rights. */
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    private static final int UNAUTHORIZED = 401;

    private final HttpLogin.OAuth config;
    private final HttpLine line;
    private final Clock clock;
    private final LongSupplier nanos;
    private @Nullable Held held;

    /** @param untilNanos of the monotonic clock */
    private record Held(String token, long untilNanos) {}

    AccessToken(HttpLogin.OAuth config, SinkConfig cloud, String version, Clock clock) {
        this(config, cloud, version, clock, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    AccessToken(HttpLogin.OAuth config, SinkConfig cloud, String version, Clock clock, LongSupplier nanos) {
        this.config = config;
        this.clock = clock;
        this.nanos = nanos;
        this.line = new HttpLine(
                new HttpLine.Server(cloud.id(), config.tokenUrl(), Optional.empty(), cloud.tls(), cloud.timeout()),
                version);
    }

    @Override
    public void sign(HttpRequest.Builder request, String key, byte[] body)
            throws UnavailableException, InterruptedException {
        Held valid = held;
        if (valid == null || nanos.getAsLong() - valid.untilNanos >= 0) {
            valid = fetched();
            held = valid;
        }
        request.header("Authorization", "Bearer " + valid.token);
    }

    /** One that is refused is never shown again; the next delivery brings a new one. */
    @Override
    public Answer heard(HttpResponse<String> response, Answer answer) {
        if (response.statusCode() == UNAUTHORIZED) {
            held = null;
        }
        return answer;
    }

    private Held fetched() throws UnavailableException, InterruptedException {
        long asked = nanos.getAsLong();
        TokenAnswer answer = TokenAnswer.of(asked(line));
        Duration lasts = answer.lasts();
        Duration tenth = lasts.dividedBy(10);
        Duration margin = tenth.compareTo(MARGIN_MAX) < 0 ? tenth : MARGIN_MAX;
        String token = answer.token().orElseThrow(() -> new UnavailableException(refusal(answer)));
        return new Held(token, asked + lasts.minus(margin).toNanos());
    }

    private HttpResponse<String> asked(HttpLine line) throws UnavailableException, InterruptedException {
        HttpRequest request = line.request(config.tokenUrl())
                .header("Authorization", "Basic " + credentials())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form()))
                .build();
        HttpResponse<String> response;
        try {
            response = line.exchange(request, ANSWER_BYTES_MAX);
        } catch (UnavailableException away) {
            // Its silence says nothing of the batch, which would be sent in halves after some of them.
            throw new UnavailableException(String.valueOf(away.getMessage()), away);
        }
        if (response.statusCode() != UNAUTHORIZED
                && Answer.of(response, clock) instanceof Answer.NotNow(String reason, Optional<Duration> retryAfter)) {
            throw new UnavailableException(line.place() + " " + reason, retryAfter, null);
        }
        return response;
    }

    private String refusal(TokenAnswer answer) {
        return answer.complaint()
                .map(words -> line.place() + " gives us no token (" + masked(words)
                        + "): check tokenUrl, clientId, clientSecret, scope and audience of this sink")
                .orElseGet(
                        () -> line.place() + " answered without a token that we can use: check tokenUrl of this sink");
    }

    /** Whatever a server repeats of what it was sent. */
    private String masked(String words) {
        return words.replace(config.clientSecret().reveal(), "***").replace(credentials(), "***");
    }

    /** Each form-encoded before they are joined (section 2.3.1). */
    private String credentials() {
        String joined =
                encoded(config.clientId()) + ":" + encoded(config.clientSecret().reveal());
        return Base64.getEncoder().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    private String form() {
        return "grant_type=client_credentials"
                + config.scope().map(scope -> "&scope=" + encoded(scope)).orElse("")
                + config.audience()
                        .map(audience -> "&audience=" + encoded(audience))
                        .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        line.close();
    }
}
