package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real pages; the device is the test. */
class CommandsTest {

    private static final String PUMP = "/api/v1/devices/pump/commands";

    @TempDir
    Path folder;

    private static HttpResponse<String> tell(WebSite site, String path, String body)
            throws IOException, InterruptedException {
        return site.post(path, body, "Content-Type", "application/json");
    }

    @Test
    void a_command_goes_to_its_device_and_is_answered_with_what_became_of_it() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> done = tell(site, PUMP, "{\"id\":\"7\",\"set\":{\"on\":true},\"for\":\"PT10S\"}");
            assertEquals(200, done.statusCode(), done.body());
            assertEquals("{\"id\":\"7\",\"outcome\":\"done\"}", done.body());
            assertEquals(List.of("pump {on=Flag[value=true]} Optional[PT10S]"), site.told);
        }
    }

    @Test
    void the_same_id_again_is_answered_the_same_and_told_once() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            String command = "{\"id\":\"7\",\"set\":{\"on\":true}}";
            HttpResponse<String> first = tell(site, PUMP, command);
            assertEquals(first.body(), tell(site, PUMP, command).body());
            assertEquals(1, site.told.size());
            assertEquals(422, tell(site, PUMP, command.replace("true", "false")).statusCode());
            assertEquals(1, site.told.size());
            for (int id = 0; id < Commands.REMEMBERED_MAX; id++) {
                tell(site, PUMP, command.replace("7", "other-" + id));
            }
            tell(site, PUMP, command);
            assertEquals(Commands.REMEMBERED_MAX + 2, site.told.size());
        }
    }

    @Test
    void what_is_not_done_or_not_certain_is_no_success_and_says_why() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.outcome.set(CompletableFuture.completedStage(new Outcome.Declined("the pin is away")));
            HttpResponse<String> declined = tell(site, PUMP, "{\"set\":{\"on\":true}}");
            assertEquals(409, declined.statusCode());
            assertTrue(declined.body().contains("the pin is away"), declined.body());
            assertTrue(declined.body().contains("\"outcome\":\"declined\""), declined.body());
            assertTrue(declined.body().contains("send a new command"), declined.body());
            site.outcome.set(CompletableFuture.completedStage(new Outcome.Unanswered("nothing was heard")));
            HttpResponse<String> unanswered = tell(site, PUMP, "{\"set\":{\"on\":true}}");
            assertEquals(504, unanswered.statusCode());
            assertTrue(unanswered.body().contains("nothing was heard"), unanswered.body());
        }
    }

    @Test
    void nobody_is_told_anything_where_the_site_file_does_not_allow_it() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> refused = tell(site, "/api/v1/devices/saw/commands", "{\"set\":{\"on\":true}}");
            assertEquals(403, refused.statusCode());
            assertTrue(refused.body().contains("allow: page"), refused.body());
            assertEquals(403, site.post("/devices/saw/on/true", "").statusCode());
            assertEquals(404, tell(site, "/api/v1/devices/lift/commands", "{}").statusCode());
            assertEquals(List.of(), site.told);
        }
    }

    @Test
    void another_web_site_switches_nothing() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            assertEquals(
                    403,
                    site.post("/devices/pump/on/true", "", "Origin", "https://elsewhere.example")
                            .statusCode());
            assertEquals(
                    415,
                    site.post(PUMP, "{\"set\":{\"on\":true}}", "Content-Type", "text/plain")
                            .statusCode());
            assertEquals(List.of(), site.told);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "                                        | 422",
                "[]                                      | 422",
                "{\"set\":{\"on\":true}} {}               | 422",
                "{\"set\":{}}                            | 422",
                "{\"set\":{\"on\":null}}                 | 422",
                "{\"set\":{\"on\":[true]}}               | 422",
                "{\"set\":{\"on\":1e999}}                | 422",
                "{\"set\":{\"on\":true},\"set\":{}}      | 422",
                "{\"set\":{\"on\":true},\"for\":\"10 s\"}  | 422",
                "{\"set\":{\"on\":true},\"for\":\"-PT1S\"} | 422",
                "{\"set\":{\"on\":true},\"id\":7}        | 422",
                "{\"set\":{\"on\":true},\"then\":1}      | 422",
                "{\"set\":                               | 422"
            })
    void what_is_no_command_is_told_and_told_to_nobody(String body, int status) throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> answer = tell(site, PUMP, body == null ? "" : body);
            assertEquals(status, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("\"remedy\""), answer.body());
            assertEquals(List.of(), site.told);
        }
    }

    @Test
    void a_large_command_is_refused() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            String large = "{\"set\":{\"" + "x".repeat(CommandBody.BYTES_MAX) + "\":true}}";
            assertEquals(413, tell(site, PUMP, large).statusCode());
        }
    }

    @Test
    void a_card_has_buttons_where_the_page_may_switch_and_the_present_one_is_pressed() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.GERMANY)) {
            site.reading("pump", "on", true);
            site.reading("saw", "on", true);
            String page = site.get("/").body();
            assertTrue(
                    page.contains("action=\"/devices/pump/on/true\"><button aria-pressed=\"true\">Ein</button>"), page);
            assertTrue(
                    page.contains("action=\"/devices/pump/on/false\"><button aria-pressed=\"false\">Aus</button>"),
                    page);
            assertFalse(page.contains("/devices/saw/"), page);
        }
    }

    @Test
    void a_button_shows_the_page_again_with_a_notice_where_it_did_not_work() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> pressed = site.post("/devices/pump/on/true", "");
            assertEquals(303, pressed.statusCode());
            assertEquals(
                    "/#device-pump", pressed.headers().firstValue("Location").orElseThrow());
            assertEquals(List.of("pump {on=Flag[value=true]} Optional.empty"), site.told);
            for (Map.Entry<Outcome, String> each : Map.<Outcome, String>of(
                            new Outcome.Declined("no"), "declined", new Outcome.Unanswered("?"), "unanswered")
                    .entrySet()) {
                site.outcome.set(CompletableFuture.completedStage(each.getKey()));
                String place = site.post("/devices/pump/on/false", "")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
                assertEquals("/?notice=" + each.getValue() + "#device-pump", place);
                assertTrue(site.get("/?notice=" + each.getValue()).body().contains("role=\"alert\""));
            }
            assertEquals(404, site.post("/devices/pump/on/perhaps", "").statusCode());
        }
    }
}
