package io.tidegate.gateway;

import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus.Opening;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.siteversions.Trial;
import io.tidegate.sync.Courier;
import io.tidegate.sync.Probe;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the gateway runs well: its pages answer a real request, the journal commits, no watch has crashed, and a cloud can
 * be reached if one could before. Used by the thread that tries versions only.
 */
final class SiteHealth implements AutoCloseable {

    /** Of one question: a page, a commit. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    /** Whether clouds can be reached now, before anything is changed; longer than a good line takes by far. */
    private static final Duration CLOUDS_BEFORE_MAX = Duration.ofSeconds(10);

    /** So long a driver may open; then it is left to its watch, as one whose device is away. */
    private static final Duration OPENING_MAX = Duration.ofSeconds(10);

    private static final Renewal.Table TABLE = Renewal.Table.small("site_trial", "one");

    private final RunningSite parts;
    private final Journal journal;
    private final HttpClient http;
    private final SocketAddress page;

    private SiteHealth(RunningSite parts, Journal journal, HttpClient http, SocketAddress page) {
        this.parts = parts;
        this.journal = journal;
        this.http = http;
        this.page = page;
    }

    /** @param page where the pages are */
    static SiteHealth open(RunningSite parts, Journal journal, Vertx vertx, SocketAddress page)
            throws SQLException, InterruptedException {
        journal.renewal().prepare(List.of(TABLE), Sql.writing(sql -> sql.change("""
                                CREATE TABLE IF NOT EXISTS site_trial (one INTEGER PRIMARY KEY, looks INTEGER NOT NULL)""")));
        return new SiteHealth(parts, journal, vertx.createHttpClient(), page);
    }

    /** What was not well before need not be well after. */
    Trial.Health before() throws InterruptedException {
        boolean ready = answer("/health/ready", ANSWER_MAX).isEmpty();
        boolean cloud = cloud(CLOUDS_BEFORE_MAX).isEmpty();
        long since = System.nanoTime();
        return (running, atMost) ->
                trouble(new Wanted(ready, cloud && !running.sinks().isEmpty(), since), atMost);
    }

    private record Wanted(boolean ready, boolean cloud, long sinceNanos) {}

    private Optional<String> trouble(Wanted wanted, Duration atMost) throws InterruptedException {
        Duration one = atMost.compareTo(ANSWER_MAX) < 0 ? atMost : ANSWER_MAX;
        Optional<String> found = answer(wanted.ready ? "/health/ready" : "/health/live", one);
        if (found.isEmpty()) {
            found = commit(one);
        }
        if (found.isEmpty()) {
            found = watches(System.nanoTime() - wanted.sinceNanos < OPENING_MAX.toNanos());
        }
        return found.isEmpty() && wanted.cloud ? cloud(atMost) : found;
    }

    private Optional<String> answer(String path, Duration atMost) throws InterruptedException {
        record Answer(int status, String body) {}
        CompletionStage<Answer> asked = http.request(new RequestOptions()
                        .setServer(page)
                        .setHost("localhost")
                        .setPort(page.port())
                        .setURI(path))
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body.toString())))
                .toCompletionStage();
        try {
            Answer answer = asked.toCompletableFuture().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return answer.status == 200
                    ? Optional.empty()
                    : Optional.of(SiteTrouble.page(path, answer.status, answer.body));
        } catch (ExecutionException e) {
            return Optional.of(SiteTrouble.pages(cause(e)));
        } catch (TimeoutException late) {
            return Optional.of(SiteTrouble.pagesLate());
        }
    }

    /** A real one: what the disk would not take shows only when something is written. */
    private Optional<String> commit(Duration atMost) throws InterruptedException {
        try {
            journal.changeNow(Sql.writing(sql -> sql.change("""
                            INSERT INTO site_trial (one, looks) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET looks = looks + 1""")))
                    .toCompletableFuture()
                    .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(SiteTrouble.journal(cause(e)));
        } catch (TimeoutException late) {
            return Optional.of(SiteTrouble.journalLate());
        }
    }

    private static String cause(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    /** @param patient whether drivers that are being opened are waited for */
    private Optional<String> watches(boolean patient) {
        for (Watch each : parts.devices().running()) {
            String id = each.status().id().value();
            if (each.isMistaken()) {
                return Optional.of(SiteTrouble.driver(id));
            }
            if (patient && each.status().state() instanceof Opening) {
                return Optional.of(SiteTrouble.opening(id));
            }
        }
        return Optional.empty();
    }

    /** Empty as soon as one can be reached; else what the first of them met. */
    private Optional<String> cloud(Duration atMost) throws InterruptedException {
        CompletableFuture<Optional<String>> found = new CompletableFuture<>();
        List<CompletableFuture<Void>> asked = parts.sinks().running().stream()
                .map(courier -> courier.probe().toCompletableFuture().thenAccept(probe -> {
                    if (probe.trouble().isEmpty()) {
                        found.complete(Optional.empty());
                    }
                }))
                .toList();
        var _ = CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .whenComplete((_, _) -> found.complete(Optional.of(unreached())));
        try {
            return found.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        } catch (TimeoutException late) {
            return Optional.of(SiteTrouble.clouds());
        }
    }

    private String unreached() {
        return parts.sinks().running().stream()
                .map(Courier::status)
                .flatMap(status ->
                        status
                                .lastProbe()
                                .flatMap(Probe::trouble)
                                .map(why -> SiteTrouble.cloud(status.id(), why))
                                .stream())
                .findFirst()
                .orElse(SiteTrouble.clouds());
    }

    @Override
    public void close() {
        var _ = http.close();
    }
}
