package io.tidegate.clouds.http;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Origin;
import io.tidegate.site.SinkConfig;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/**
 * Posts each batch as a JSON array. Used by its sink thread only.
 *
 * <p>A server that refuses a batch as such is given its halves, down to single entries, so that one entry it cannot take
 * stops no other. Where the line breaks in between, the delivery has come so far.
 */
public final class HttpSink implements Sink {

    /** A connection that the server has not accepted by then is given up, however long an answer may take. */
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    /**
     * So often a server may refuse before it has taken something of a batch; then the delivery ends with what is known of
     * its beginning. One that takes nothing at all is not asked a thousand times.
     */
    static final int REFUSALS_MAX = 32;

    /** Hexadecimal digits of the body's digest in the key: 64 bits beside the positions are plenty. */
    private static final int KEY_DIGITS = 16;

    private final SinkConfig.Http config;
    private final Origin origin;
    private final String userAgent;
    private final Clock clock;
    private final ExecutorService threads;
    private final HttpClient client;

    public HttpSink(SinkConfig.Http config, Origin origin, String version, Clock clock) {
        this(config, origin, version, clock, HttpClient.newBuilder());
    }

    /** @param client with what it shall have beyond what is set here, such as whom it trusts */
    HttpSink(SinkConfig.Http config, Origin origin, String version, Clock clock, HttpClient.Builder client) {
        this.config = config;
        this.origin = origin;
        this.userAgent = "tidegate/" + version;
        this.clock = clock;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sink-" + config.id() + "-http-", 0).factory());
        Duration timeout = config.timeout();
        // HTTP/1.1 only: the offer to upgrade an open connection confuses small servers, and one exchange at a time
        // gains nothing from HTTP/2. Redirects are a login page's way: never followed.
        this.client = client.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(CONNECT_MAX) < 0 ? timeout : CONNECT_MAX)
                .executor(threads)
                .build();
    }

    @Override
    public Settled deliver(List<Entry> batch) throws UnavailableException, InterruptedException {
        Deque<List<Entry>> parts = new ArrayDeque<>(List.of(batch));
        List<Rejected> rejected = new ArrayList<>();
        int settled = 0;
        int refusals = 0;
        while (!parts.isEmpty() && (rejected.size() < settled || refusals < REFUSALS_MAX)) {
            List<Entry> part = parts.pop();
            int half = part.size() / 2;
            switch (answer(part, settled, rejected)) {
                case Answer.Taken() -> settled += part.size();
                case Answer.NotNow(String reason, Optional<Duration> retryAfter) ->
                    throw new UnavailableException(place() + " " + reason, retryAfter, null)
                            .after(new Settled(settled, rejected), part.size());
                case Answer.Refused(String reason, Proof proof)
                when half == 0 -> {
                    rejected.add(new Rejected(part.getFirst().position(), reason, proof));
                    settled++;
                    refusals++;
                }
                case Answer.Refused _ -> {
                    parts.push(part.subList(half, part.size()));
                    parts.push(part.subList(0, half));
                    refusals++;
                }
            }
        }
        return new Settled(settled, rejected);
    }

    private Answer answer(List<Entry> part, int settled, List<Rejected> rejected)
            throws UnavailableException, InterruptedException {
        try {
            return answerTo(part);
        } catch (UnavailableException broken) {
            throw broken.after(new Settled(settled, rejected), part.size());
        }
    }

    private Answer answerTo(List<Entry> entries) throws UnavailableException, InterruptedException {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(request(entries), response -> new BodyStart());
        try {
            // The request's own timeout ends with the headers; this one holds for the last byte too.
            return Answer.of(exchange.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS), clock);
        } catch (ExecutionException broken) {
            throw new UnavailableException(LineTrouble.words(broken, config.url()), broken);
        } catch (TimeoutException late) {
            throw new UnavailableException(LineTrouble.words(late, config.url()), late);
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpRequest request(List<Entry> entries) {
        byte[] body = EntryJson.array(origin, entries);
        HttpRequest.Builder request = HttpRequest.newBuilder(config.url())
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", userAgent)
                .header("Idempotency-Key", key(entries, body));
        config.bearer().ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
        if (config.gzip()) {
            request.header("Content-Encoding", "gzip");
            body = zipped(body);
        }
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    /** The same for the same entries whenever they are sent, and for no others: their bytes are in it. */
    private String key(List<Entry> entries, byte[] body) {
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, KEY_DIGITS / 2);
            return origin.idOf(entries.getFirst().position()) + "-"
                    + entries.getLast().position() + "-" + digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private String place() {
        return String.valueOf(config.url().getHost());
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
