package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Value;
import io.tidegate.testing.Awaiting;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {

    private static final String ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    @TempDir
    Path folder;

    @Test
    void the_first_answer_already_holds_the_values() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.reading("fridge-2", "temperature", 3.4, "door", false);
            String page = site.get("/").body();
            assertTrue(page.contains("Fridge 2"), page);
            assertTrue(page.contains("<div class=\"short\"><dt>Temperature</dt><dd>3.4</dd>"), page);
            assertTrue(page.contains("<dt>Door</dt><dd>no</dd>"), page);
            assertTrue(page.contains("All is well"), page);
        }
    }

    @Test
    void a_german_site_speaks_and_counts_in_german() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.GERMANY)) {
            site.reading("fridge-2", "temperature", 3.4);
            String page = site.get("/", "Accept-Language", "en").body();
            assertTrue(page.contains("<html lang=\"de\">") && page.contains("<dd>3,4</dd>"), page);
        }
    }

    @Test
    void where_nobody_speaks_the_sites_language_the_browser_is_asked() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.of("nl", "NL"))) {
            assertTrue(site.get("/", "Accept-Language", "fr;q=0.9, de;q=0.5")
                    .body()
                    .contains("lang=\"de\""));
            assertTrue(site.get("/", "Accept-Language", ";;;").body().contains("lang=\"en\""));
        }
    }

    @Test
    void both_languages_have_every_text() {
        assertEquals(keys(Locale.ENGLISH), keys(Locale.GERMAN));
    }

    @Test
    void no_text_is_left_over() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String folder : List.of("src/main/java/io/tidegate/gateway/pages", "src/main/jte")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        // What stands behind a title may be asked for by the title's key, and those of a table by their beginning.
        List<String> unused = keys(Locale.ENGLISH).stream()
                .filter(key -> sources.indexOf('"' + key + '"') < 0
                        && sources.indexOf('"' + key.replaceFirst("\\.more$", "") + '"') < 0
                        && sources.indexOf('"' + key.replaceFirst("\\.[^.]*$", ".") + '"') < 0)
                .toList();
        assertEquals(List.of(), unused);
    }

    private static List<String> keys(Locale locale) {
        return ResourceBundle.getBundle("io.tidegate.gateway.pages.messages", locale).keySet().stream()
                .sorted()
                .toList();
    }

    @Test
    void what_devices_say_never_becomes_markup() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.reading("fridge-2", ATTACK, ATTACK);
            site.journal.record(List.of(new Observation.Fault(new DeviceId("oven-1"), Instant.now(), ATTACK)));
            Parked parked = new Parked(
                    "floor", Instant.now(), "floor/" + ATTACK, ATTACK.getBytes(StandardCharsets.UTF_8), ATTACK);
            site.journal
                    .submit(new Batch(List.of(), List.of(parked)))
                    .toCompletableFuture()
                    .get();
            for (String path : List.of("/", "/parked", "/rejected")) {
                String page = site.get(path).body();
                assertFalse(page.contains("<script>alert") || page.contains("<img"), page);
            }
            assertTrue(site.get("/parked").body().contains("&lt;script&gt;alert(1)"));
        }
    }

    @Test
    void a_mistyped_topic_can_be_found_on_the_page_and_by_the_api() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            BrokerReport.UnheardTopic mistyped =
                    new BrokerReport.UnheardTopic("flor/fridge-9/<b>", 12_345, Instant.now());
            BrokerReport.Figure figure = BrokerReport.Figure.total("messages_unheard", "Nobody listens", 12_345);
            site.broker.set(Optional.of(new BrokerReport(Optional.empty(), List.of(figure), List.of(mistyped))));
            String page = site.get("/parked").body();
            assertTrue(page.contains("flor/fridge-9/&lt;b&gt;") && page.contains("12,345"), page);
            String answer = site.get("/api/v1/mqtt").body();
            assertTrue(answer.contains("\"topic\":\"flor/fridge-9/<b>\",\"messages\":12345"), answer);
            String metrics = site.get("/metrics").body();
            assertTrue(metrics.contains("tidegate_mqtt_messages_unheard_total 12345"), metrics);
        }
    }

    @Test
    void what_a_cloud_refuses_needs_attention() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.sinks.set(List.of(Reports.well("lake")));
            String page = site.get("/").body();
            assertTrue(page.contains("<a class=\"strong\" href=\"/rejected\">Cloud lake refuses 6 entries</a>"), page);
        }
    }

    @Test
    void a_cloud_that_is_away_comes_first_and_in_words() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.sinks.set(List.of(Reports.away("hq", 1234)));
            String page = site.get("/").body();
            assertTrue(page.contains("Cloud hq takes nothing"), page);
            assertTrue(page.indexOf("Cloud hq takes nothing") < page.indexOf("id=\"devices\""), page);
            assertTrue(page.contains("1,234"), page);
        }
    }

    @Test
    void what_the_history_missed_is_on_the_page_as_for_a_cloud() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.journal.outbox("history");
        }
        try (Connection direct = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = direct.createStatement()) {
            statement.executeUpdate("UPDATE cursor SET missed = 7");
        }
        try (WebSite site = new WebSite(folder)) {
            String page = site.get("/").body();
            assertTrue(page.contains("Cloud history will miss 7 entries"), page);
        }
    }

    @Test
    void after_a_restart_the_old_values_are_there_at_once() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.reading("fridge-2", "temperature", 3.4);
            Awaiting.until("the page has it", () -> site.live.size() == 1);
        }
        try (WebSite site = new WebSite(folder)) {
            Awaiting.until("the page has it", () -> site.get("/").body().contains("<dd>3.4</dd>"));
        }
    }

    @Test
    void an_open_page_hears_of_a_change_within_seconds() throws Exception {
        try (WebSite site = new WebSite(folder);
                Socket browser = new Socket(InetAddress.getLoopbackAddress(), site.web.port())) {
            browser.setSoTimeout(60_000);
            write(browser, "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            site.reading("fridge-2", "temperature", 3.4);
            assertTrue(readUntil(browser, "id=\"device-fridge-2\"").contains("<dd>3.4</dd>"));
        }
    }

    @Test
    void a_browser_that_does_not_read_is_let_go_of() throws Exception {
        try (WebSite site = new WebSite(folder);
                Socket browser = new Socket()) {
            browser.setReceiveBufferSize(4_096);
            browser.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.web.port()));
            write(browser, "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Awaiting.until("it is kept up to date", () -> site.web.openPages() == 1);
            Map<String, Value> notes = new HashMap<>();
            for (int i = 0; i < 50; i++) {
                notes.put("note-" + i, Value.of("x".repeat(Value.TEXT_LENGTH_MAX)));
            }
            // More than all the buffers on the way to it.
            for (int megabyte = 0; megabyte < 10; megabyte++) {
                List<Observation> seen = new ArrayList<>();
                for (int device = 0; device < 20; device++) {
                    seen.add(new Observation.Reading(
                            new DeviceId("machine-" + megabyte + "-" + device), Instant.now(), notes));
                }
                site.journal.record(seen);
            }
            Awaiting.until("it is let go of", Duration.ofMinutes(5), () -> site.web.openPages() == 0);
        }
    }

    @Test
    void who_connects_and_does_not_finish_asking_is_let_go() throws Exception {
        Vertx vertx = Vertx.vertx();
        Duration soon = Duration.ofSeconds(2);
        Connections connections = new Connections(vertx, soon, soon);
        HttpServer server = vertx.createHttpServer(WebServer.options())
                .connectionHandler(connections::opened)
                .requestHandler(connections::asked)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        for (String said : List.of("", "GET / HT", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nslow")) {
            try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
                caller.setSoTimeout(60_000);
                write(caller, said);
                assertTrue(CallersTest.ended(caller), said);
            }
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_foreign_host_name_is_refused() throws Exception {
        try (WebSite site = new WebSite(folder);
                Socket browser = new Socket(InetAddress.getLoopbackAddress(), site.web.port())) {
            browser.setSoTimeout(60_000);
            write(browser, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            assertTrue(readUntil(browser, "\r\n").startsWith("HTTP/1.1 421"));
        }
    }

    @Test
    void no_page_may_run_or_load_anything_foreign() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            var headers = site.get("/").headers();
            String policy = headers.firstValue("content-security-policy").orElse("");
            assertTrue(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), policy);
            assertEquals("nosniff", headers.firstValue("x-content-type-options").orElse(""));
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readUntil(Socket socket, String wanted) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        byte[] some = new byte[8192];
        while (read.indexOf(wanted) < 0) {
            int count = in.read(some);
            if (count < 0) {
                throw new AssertionError("closed after: " + read);
            }
            read.append(new String(some, 0, count, StandardCharsets.UTF_8));
        }
        return read.toString();
    }
}
