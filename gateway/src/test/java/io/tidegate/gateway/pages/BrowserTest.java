package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/** What a person sees, in a real browser. */
class BrowserTest extends InBrowser {

    @Test
    void a_value_appears_without_reload_when_it_is_recorded() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            Page page = context.newPage();
            page.navigate(site.at("/").toString());
            PlaywrightAssertions.assertThat(page.locator("#line")).hasText("Live");
            site.reading("fridge-9", "temperature", 4.2);
            Locator value = page.locator("#device-fridge-9 dd");
            PlaywrightAssertions.assertThat(value).hasText("4.2");
            site.reading("fridge-9", "temperature", 4.3);
            PlaywrightAssertions.assertThat(value).hasText("4.3");
        }
    }

    @Test
    void a_lost_connection_is_told() throws Exception {
        try (BrowserContext context = browsing.context()) {
            Page page = context.newPage();
            try (WebSite site = new WebSite(folder)) {
                page.navigate(site.at("/").toString());
                PlaywrightAssertions.assertThat(page.locator("#line")).hasText("Live");
            }
            PlaywrightAssertions.assertThat(page.locator("#line")).containsText("Connection lost");
        }
    }

    @Test
    void a_device_that_stops_speaking_is_called_silent_on_an_open_page() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            site.reading("fridge-9", "temperature", 4.2);
            site.reading("fridge-9", "temperature", 4.3);
            Page page = context.newPage();
            page.clock().install();
            page.navigate(site.at("/").toString());
            PlaywrightAssertions.assertThat(page.locator("#line")).hasText("Live");
            page.clock().fastForward(70_000);
            PlaywrightAssertions.assertThat(page.locator("#device-fridge-9.warn .badge"))
                    .hasText("silent");
        }
    }

    @Test
    void a_screen_reader_hears_what_is_new_and_nothing_else() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            site.sinks.set(List.of(Reports.away("hq", 1234)));
            Page page = context.newPage();
            page.navigate(site.at("/").toString());
            Locator heard = page.locator("#news");
            PlaywrightAssertions.assertThat(heard).hasText("");
            site.sinks.set(List.of(Reports.away("hq", 1234), Reports.away("lake", 7)));
            PlaywrightAssertions.assertThat(heard).hasText("Cloud lake takes nothing");
            site.sinks.set(List.of());
            PlaywrightAssertions.assertThat(heard).hasText("All is well");
        }
    }

    @Test
    void a_refused_entry_can_be_sent_again_and_given_up_without_javascript() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context =
                        browsing.context(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Outbox lake = site.refusedBy("lake_2.a");
            Page page = context.newPage();
            page.navigate(site.at("/rejected").toString());
            PlaywrightAssertions.assertThat(page.locator("tbody")).containsText("Fridge 2 Temperature 3.4");
            page.locator("td button").first().click();
            PlaywrightAssertions.assertThat(page.locator("tbody")).containsText("being sent again");
            PlaywrightAssertions.assertThat(page.locator(".banner"))
                    .hasText("1 entry is being sent to lake_2.a again.");
            List<Entry> again = lake.peekAgain(10, Long.MAX_VALUE);
            assertEquals(1, again.size());
            Rejected still = new Rejected(again.getFirst().position(), "400: it still knows no such device");
            lake.doneAgain(List.of(), List.of(still));
            // It comes again by itself.
            PlaywrightAssertions.assertThat(page.locator(".banner")).containsText("lake_2.a has refused it again, at ");
            PlaywrightAssertions.assertThat(page.locator(".banner")).containsText("it still knows no such device");
            PlaywrightAssertions.assertThat(page.locator("tbody .quiet:not(.where)"))
                    .hasText("refused 2 times");
            page.locator("td summary").click();
            page.locator("td details button").click();
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("No cloud has refused anything.");
        }
    }

    @Test
    void all_that_a_cloud_refuses_is_given_up_in_two_steps_without_javascript() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context =
                        browsing.context(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            site.refusedBy("lake");
            site.refusedBy("hq");
            Page page = context.newPage();
            page.navigate(site.at("/rejected").toString());
            PlaywrightAssertions.assertThat(page.locator("tbody tr")).hasCount(2);
            Locator sure = page.getByText("Give up all of hq for good");
            PlaywrightAssertions.assertThat(sure).isHidden();
            page.getByText("Give up all of hq").first().click();
            sure.click();
            PlaywrightAssertions.assertThat(page.locator("tbody tr")).hasCount(1);
            PlaywrightAssertions.assertThat(page.locator("tbody")).containsText("lake");
        }
    }

    @Test
    void what_was_set_aside_can_be_dismissed() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site.journal);
            Page page = context.newPage();
            page.navigate(site.at("/parked").toString());
            page.locator("td button").last().click();
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("Nothing was set aside.");
        }
    }

    @Test
    void the_page_is_readable_without_javascript() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context =
                        browsing.context(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            site.reading("fridge-2", "temperature", 3.4);
            Page page = context.newPage();
            page.navigate(site.at("/").toString());
            PlaywrightAssertions.assertThat(page.locator("#device-fridge-2 dd")).hasText("3.4");
        }
    }

    @Test
    void no_request_leaves_the_gateway_and_nothing_is_complained_of() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site.journal);
            Page page = context.newPage();
            Set<String> hosts = new ConcurrentSkipListSet<>();
            List<String> complaints = new ArrayList<>();
            page.onRequest(request ->
                    hosts.add(String.valueOf(URI.create(request.url()).getHost())));
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onPageError(complaints::add);
            for (String path : List.of("/", "/parked", "/rejected")) {
                page.navigate(site.at(path).toString());
            }
            assertEquals(Set.of("127.0.0.1"), hosts);
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void axe_finds_nothing_serious_in_light_and_dark() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            shop(site.journal);
            site.reading("pump", "on", true);
            site.refusedBy("lake");
            site.sinks.set(List.of(Reports.well("lake"), Reports.away("hq", 1234)));
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (BrowserContext context =
                        browsing.context(new Browser.NewContextOptions().setColorScheme(scheme))) {
                    Page page = context.newPage();
                    for (String path : List.of("/", "/parked", "/rejected")) {
                        page.navigate(site.at(path).toString());
                        AxeResults looked =
                                new AxeBuilder(page).setLegacyMode(true).analyze();
                        assertTrue(looked.getPasses().size() > 10, "axe did not look");
                        List<String> findings = looked.getViolations().stream()
                                .map(BrowserTest::told)
                                .toList();
                        assertEquals(List.of(), findings, path + " " + scheme);
                    }
                }
            }
        }
    }

    private static String told(Rule rule) {
        return rule.getImpact() + ": " + rule.getHelp() + " at "
                + rule.getNodes().getFirst().getHtml();
    }

    @Test
    void it_fits_a_phone_a_desk_and_a_wall() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            shop(site.journal);
            site.sinks.set(List.of(Reports.well("lake"), Reports.away("hq", 1234)));
            picture(site, "/", "phone", 390, 844, ColorScheme.LIGHT);
            picture(site, "/", "phone-dark", 390, 844, ColorScheme.DARK);
            picture(site, "/", "desktop", 1280, 800, ColorScheme.LIGHT);
            picture(site, "/", "desktop-dark", 1280, 800, ColorScheme.DARK);
            picture(site, "/", "tv", 1920, 1080, ColorScheme.DARK);
            picture(site, "/parked", "parked", 1280, 800, ColorScheme.LIGHT);
            site.refusedBy("lake");
            picture(site, "/rejected", "rejected", 1280, 800, ColorScheme.LIGHT);
            picture(site, "/rejected", "rejected-phone", 390, 844, ColorScheme.DARK);
        }
    }

    private static void picture(WebSite site, String path, String name, int width, int height, ColorScheme scheme) {
        Browser.NewContextOptions options =
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
        try (BrowserContext context = browsing.context(options)) {
            Page page = context.newPage();
            page.navigate(site.at(path).toString());
            boolean fits = (boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(true));
            assertTrue(fits, name + " scrolls sideways");
        }
    }

    /** An hour of a small shop. */
    private static void shop(Journal journal) throws Exception {
        Instant now = Instant.now();
        List<Observation> seen = new ArrayList<>();
        for (int minute = 59; minute >= 0; minute--) {
            Instant at = now.minusSeconds(60L * minute);
            double wave = Math.sin(minute / 9.0);
            seen.add(reading(
                    "fridge-1", at, "temperature", 3.8 + wave * 0.7, "humidity", 61 + 4 * wave, "door", minute == 20));
            seen.add(
                    reading("freezer-1", at, "temperature", -19.5 + wave * 0.5 + (minute > 30 && minute < 36 ? 5 : 0)));
            seen.add(reading(
                    "mill-1",
                    at,
                    "power",
                    Math.max(0.2, 4.2 * Math.signum(wave) + wave),
                    "cycles",
                    8120 - minute,
                    "state",
                    minute % 20 < 3 ? "idle" : "running"));
            seen.add(reading("meter", at, "power", 812.4 + wave * 160, "energy", 48_211.3 - minute / 60.0));
            seen.add(reading("shop-air", at, "temperature", 20.6 + wave / 2, "co2", 640 + 90 * wave));
        }
        seen.add(new Observation.Scan(new DeviceId("till-1"), now, "4006381333931", Symbology.EAN_13));
        seen.add(new Observation.Fault(
                new DeviceId("freezer-1"), now, "No answer for 2 min. Look at its plug and at the Wi-Fi."));
        Parked parked = new Parked(
                "floor",
                now,
                "floor/fridge-7/temperature",
                "NaN°".getBytes(StandardCharsets.UTF_8),
                "This is no number, yes or no, text or JSON object that I can keep. Have the device send a plain number.");
        journal.submit(new Batch(seen, List.of(parked))).toCompletableFuture().get();
    }

    private static Observation reading(String device, Instant at, Object... fields) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            Value value = switch (fields[i + 1]) {
                case Number number -> Value.of(Math.rint(number.doubleValue() * 10) / 10);
                case Boolean flag -> Value.of(flag);
                default -> Value.of(fields[i + 1].toString());
            };
            values.put(fields[i].toString(), value);
        }
        return new Observation.Reading(new DeviceId(device), at, values);
    }
}
