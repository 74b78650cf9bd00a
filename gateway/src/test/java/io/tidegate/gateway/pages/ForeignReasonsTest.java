package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.WebSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reasons on pages of another language than theirs. */
class ForeignReasonsTest {

    @TempDir
    Path folder;

    @Test
    void what_a_cloud_says_in_its_own_words_is_marked_as_english_on_a_german_page() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.GERMANY)) {
            site.refusedBy("lake");
            String page = site.get("/rejected").body();
            assertTrue(page.contains("<span lang=\"en\">400: this place knows no such device</span>"), page);
        }
    }

    @Test
    void on_an_english_page_nothing_is_marked() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.refusedBy("lake");
            site.sinks.set(List.of(Reports.away("lake", 7)));
            String page = site.get("/rejected").body() + site.get("/").body();
            assertTrue(page.contains("400: this place knows no such device"), page);
            assertFalse(page.contains("<span lang="), page);
        }
    }

    @Test
    void what_is_unknown_is_marked_and_what_follows_it_is_not() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.GERMANY)) {
            site.sinks.set(List.of(Reports.away("lake", 7)));
            String page = site.get("/").body().replaceAll("\\s+", " ");
            String reason = "<span lang=\"en\">Nobody answers at 127.0.0.1:1884. Is the broker running?</span>";
            assertTrue(page.contains(reason + " Alles bleibt hier gespeichert"), page);
        }
    }

    @Test
    void a_start_that_waits_for_room_says_so_in_german() throws Exception {
        Vertx vertx = Vertx.vertx();
        String full = "The disk is full, so nothing new can be saved. Make room on it; saving goes on by itself.";
        WebSettings settings = new WebSettings("127.0.0.1", 0, false);
        try (HttpClient http = HttpClient.newHttpClient();
                WebServer web =
                        WebServer.start(vertx, Reports.site(settings, Locale.GERMANY), () -> Optional.of(full))) {
            URI page = URI.create("http://127.0.0.1:" + web.port() + "/");
            String told = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertTrue(told.contains("Der Speicher ist voll"), told);
            String ready = http.send(
                            HttpRequest.newBuilder(page.resolve("/health/ready"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertTrue(ready.contains(full), ready);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
