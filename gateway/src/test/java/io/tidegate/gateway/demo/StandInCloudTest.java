package io.tidegate.gateway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.Clouds;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Value;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandInCloudTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient visitor =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    private StandInCloud cloud;
    private Sink sink;

    @BeforeEach
    void start() throws Exception {
        cloud = StandInCloud.start(vertx, "127.0.0.1", 0, 0).await(10, TimeUnit.SECONDS);
        URI url = URI.create("http://127.0.0.1:" + cloud.ingestPort() + "/ingest");
        sink = new Clouds(new Origin("demo", "gw-1"), "test", Path.of("."))
                .open(
                        HttpCloud.at(url, Common.of("cloud", Duration.ofSeconds(5), BatchLimits.DEFAULT)),
                        CommandDesk.NONE);
    }

    @AfterEach
    void stop() throws Exception {
        sink.close();
        cloud.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
        visitor.close();
    }

    @Test
    void the_page_tells_what_came_what_came_again_and_what_is_missing() throws Exception {
        sink.deliver(readings(1, 10), false);
        sink.deliver(readings(8, 12), false);
        sink.deliver(readings(15, 15), false);
        String page = get("/");
        assertTrue(page.contains("<dt>Different entries</dt><dd>13</dd>"), page);
        assertTrue(page.contains("<dt>Came again, dropped</dt><dd>3</dd>"), page);
        assertTrue(page.contains("<dt>Missing in between</dt><dd>2</dd>"), page);
        assertTrue(page.contains("fridge-1"), page);
        assertTrue(page.contains("&lt;b&gt;"), "what a device says is text, not markup");
    }

    @Test
    void what_is_no_reading_says_what_it_is_about_too() throws Exception {
        String batch = """
                [{"id":"gw-1:1","site":"demo","gateway":"gw-1","kind":"movement","device":"till","time":"2026-11-23T10:00:00Z",
                  "movement":"sell","item":"milk","quantity":2},
                 {"id":"gw-1:2","kind":"fault","device":"oven","reason":"no answer"}]""";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cloud.ingestPort() + "/ingest"))
                .POST(HttpRequest.BodyPublishers.ofString(batch))
                .build();
        assertEquals(
                204, visitor.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        String page = get("/");
        assertTrue(page.contains("<td>movement sell, item milk, quantity 2</td>"), page);
        assertTrue(page.contains("<td>no answer</td>"), page);
    }

    @Test
    void a_browser_that_asks_for_an_icon_is_told_that_there_is_none() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page("/favicon.ico")).build();
        assertEquals(
                204, visitor.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Test
    void a_cut_line_refuses_connections_until_it_is_joined_again() throws Exception {
        sink.deliver(readings(1, 1), false);
        assertTrue(post("/cut").contains("The line is cut"));
        assertThrows(UnavailableException.class, () -> sink.deliver(readings(2, 2), false));
        assertTrue(post("/join").contains("The line is up"));
        sink.deliver(readings(2, 2), false);
        assertTrue(get("/live").contains("<dt>Different entries</dt><dd>2</dd>"));
    }

    @Test
    void another_sites_page_cannot_cut_the_line() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page("/cut"))
                .header("Origin", "http://elsewhere.example")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertEquals(
                403, visitor.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        sink.deliver(readings(1, 1), false);
    }

    @Test
    void many_separate_arrivals_take_a_bounded_memory() {
        Positions positions = new Positions();
        for (long position = 1; position < 4L * Positions.RANGES_MAX; position += 2) {
            assertTrue(positions.add(position));
        }
        assertTrue(positions.missing() <= Positions.RANGES_MAX);
    }

    private static List<Entry> readings(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(position -> new Entry(
                        position,
                        Instant.EPOCH,
                        new Observation.Reading(
                                new DeviceId("fridge-1"), Instant.EPOCH, Map.of("label", Value.of("<b>")))))
                .toList();
    }

    private URI page(String path) {
        return URI.create("http://127.0.0.1:" + cloud.pagePort() + path);
    }

    private String get(String path) throws Exception {
        return visitor.send(HttpRequest.newBuilder(page(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String post(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return visitor.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
