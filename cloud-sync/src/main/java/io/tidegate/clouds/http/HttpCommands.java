package io.tidegate.clouds.http;

import io.tidegate.clouds.WebhookKey;
import io.tidegate.observation.RemoteJson;
import io.tidegate.site.CommandDoor;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.HttpLogin;
import io.tidegate.sync.Backoff;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.ReceivedCommand;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Asks a server for commands, again and again: it answers when there are some, or after {@link #WAIT} that there are none. With
 * the next question it learns which the gateway has on disk, and can forget them. On a virtual thread of its own, {@code
 * sink-<id>-commands}, so that a delivery waits for no question, and a question for no delivery.
 */
final class HttpCommands implements AutoCloseable {

    /** So long the server may keep a question (RFC 7240, section 4.3), as networks on the way forget what is silent for longer. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    /** A server that keeps no question is asked so often. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    /** Room for dozens of the largest; a server that has more tells them in parts. */
    private static final int BYTES_MAX = 512 * 1024;

    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private final String sink;
    private final URI url;
    private final Optional<WebhookKey> key;
    private final HttpAccess access;
    private final Clock clock;
    private final CommandDesk desk;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** The last id that is on disk. */
    private @Nullable String after;

    /** The answer before, which a server that does not understand {@code after} gives for ever. */
    private String before = "";

    private int failures;

    private HttpCommands(HttpCloud config, CommandDoor.Http door, String version, Clock clock, CommandDesk desk) {
        this.sink = config.id();
        this.url = door.url();
        this.key = config.login() instanceof HttpLogin.Hmac hmac
                ? Optional.of(new WebhookKey(hmac.key()))
                : Optional.empty();
        this.access = HttpAccess.toCommands(config, url, WAIT, version, clock);
        this.clock = clock;
        this.desk = desk;
        this.thread = Thread.ofVirtual().name("sink-" + sink + "-commands").unstarted(this::run);
    }

    /** Begins to ask, where the site file lets the cloud ask for something. */
    static Optional<HttpCommands> start(HttpCloud config, String version, Clock clock, CommandDesk desk) {
        Optional<HttpCommands> commands = stepwise(config, version, clock, desk);
        commands.ifPresent(each -> each.thread.start());
        return commands;
    }

    /** One whose steps the caller takes. */
    static Optional<HttpCommands> stepwise(HttpCloud config, String version, Clock clock, CommandDesk desk) {
        return config.commands().map(door -> new HttpCommands(config, door, version, clock, desk));
    }

    private void run() {
        try {
            boolean open = true;
            while (open) {
                Duration pause = stepOrFail();
                open = !closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stopped) {
            // Only close() interrupts this thread.
        }
    }

    /** The top of the thread: a mistake in one answer must not end it. */
    private Duration stepOrFail() throws InterruptedException {
        try {
            return step();
        } catch (UnavailableException away) {
            return failed(String.valueOf(away.getMessage()), away.retryAfter());
        } catch (RuntimeException mistake) {
            Logger.error(mistake, "cloud '{}': a mistake in asking for commands; please report it", sink);
            return failed("a mistake in asking for commands: see the log", Optional.empty());
        }
    }

    private Duration failed(String reason, Optional<Duration> asked) {
        failures++;
        desk.line(Optional.of("commands cannot come in: " + reason));
        return Backoff.pause(failures, asked, ThreadLocalRandom.current());
    }

    /** Asks once. @return how long to wait before the next time */
    Duration step() throws UnavailableException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> response = access.ask(question(), BYTES_MAX);
        return switch (access.meaning(response)) {
            case Answer.NotNow(String reason, Optional<Duration> retryAfter) ->
                failed(access.place() + " " + reason, retryAfter);
            case Answer.Refused(String reason, var _) ->
                failed(access.place() + " refuses: " + reason, Optional.empty());
            case Answer.Taken _ -> {
                // One that keeps the question for so long is asked again at once.
                boolean kept = System.nanoTime() - begin > PAUSE.toNanos();
                yield response.body().isBlank() ? nothing(kept) : take(response, kept);
            }
        };
    }

    private void heard() {
        failures = 0;
        desk.line(Optional.empty());
    }

    private HttpRequest.Builder question() {
        return access.request(address())
                .header("Prefer", "wait=" + WAIT.toSeconds())
                .header("Accept", "application/json");
    }

    private URI address() {
        return after == null
                ? url
                : URI.create(url + (url.getRawQuery() == null ? "?" : "&") + "after="
                        + URLEncoder.encode(after, StandardCharsets.UTF_8));
    }

    private Duration nothing(boolean kept) {
        heard();
        return kept ? Duration.ZERO : PAUSE;
    }

    private Optional<String> flaw(HttpResponse<String> response, byte[] body) {
        return key.flatMap(known -> known.flaw(
                name -> response.headers().firstValue(name).orElse(null),
                body,
                clock.instant(),
                WebhookKey.SIGNED_WITHIN));
    }

    private Duration take(HttpResponse<String> response, boolean kept) throws InterruptedException {
        String body = response.body();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= BYTES_MAX) {
            return failed(
                    access.place() + " answers with more than " + BYTES_MAX + " bytes: tell fewer commands at once",
                    Optional.empty());
        }
        Optional<String> flaw = flaw(response, bytes);
        if (flaw.isPresent()) {
            return failed("the answer of " + access.place() + " is not believed: " + flaw.get(), Optional.empty());
        }
        List<byte[]> items;
        try {
            items = RemoteJson.items(bytes);
        } catch (IllegalArgumentException unfit) {
            return failed(
                    access.place() + " answers with no list of commands. " + unfit.getMessage(), Optional.empty());
        }
        if (items.isEmpty()) {
            return nothing(kept);
        }
        if (body.equals(before)) {
            return failed(
                    access.place() + " tells the same again: it must leave out what is up to 'after'",
                    Optional.empty());
        }
        desk.received(items.stream()
                .map(each -> new ReceivedCommand(url.getPath(), each, Optional.empty()))
                .toList());
        // Not before they are on disk.
        items.reversed().stream()
                .flatMap(each -> RemoteJson.idIn(each).stream())
                .findFirst()
                .ifPresent(id -> after = id);
        before = body;
        heard();
        return Duration.ZERO;
    }

    @Override
    public void close() {
        closed.countDown();
        if (thread.getState() != Thread.State.NEW) {
            end(thread);
        }
        access.close();
    }

    private static void end(Thread asking) {
        asking.interrupt();
        try {
            asking.join(CLOSE_WAIT_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
