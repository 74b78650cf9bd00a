package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The page at which somebody scans, in a real browser; a scanner that types is a keyboard. */
class ScanBrowserTest extends InBrowser {

    private static final String COLA = "5449000000996";

    private static void shop(WebSite site) throws Exception {
        site.catalogue(
                "id,name,codes\ncola,Cola 0.33 l,5449000000996\nmilk,Milk 3.5 % fresh from the farm,09520123456788\n");
        site.book(
                "[{\"id\":\"1\",\"kind\":\"receive\",\"item\":\"milk\",\"quantity\":12,\"lot\":\"L2291\",\"expiry\":\"%s\"},{\"id\":\"2\",\"kind\":\"receive\",\"item\":\"milk\",\"quantity\":2,\"to\":\"fridge-2\",\"lot\":\"L2280\",\"expiry\":\"%s\"}]"
                        .formatted(LocalDate.now().plusDays(9), LocalDate.now().plusDays(2)));
    }

    private static void type(Page page, String code) {
        page.locator("input[name=data]").fill(code);
        page.keyboard().press("Enter");
    }

    private static void hasBooked(WebSite site, String item, int quantity) throws Exception {
        String levels = site.get("/api/v1/levels?item=" + item).body();
        assertTrue(levels.contains("\"quantity\":" + quantity + ","), levels);
    }

    @Test
    void what_is_scanned_is_answered_and_the_next_can_be_scanned_at_once() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = context.newPage();
            page.navigate(site.at("/scan?device=till-tablet").toString());
            page.locator("button[value='TIDEGATE SELL']").click();
            PlaywrightAssertions.assertThat(page.locator(".said .what")).hasText("Sell, sales-floor");
            type(page, COLA);
            PlaywrightAssertions.assertThat(page.locator(".said .what")).hasText("Cola 0.33 l");
            PlaywrightAssertions.assertThat(page.locator(".much-said")).hasText("1 pc sold; -1 pcs left");
            PlaywrightAssertions.assertThat(page.locator("input[name=data]")).isFocused();
            type(page, "(01)09520123456788(10)L2291");
            PlaywrightAssertions.assertThat(page.locator(".said .what")).containsText("Milk 3.5 % fresh");
            page.locator("button[value='TIDEGATE UNDO']").click();
            PlaywrightAssertions.assertThat(page.locator(".much-said")).containsText("undone");
            hasBooked(site, "cola", -1);
        }
    }

    @Test
    void without_a_connection_scans_are_kept_and_each_counts_once_when_it_is_back() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = context.newPage();
            page.navigate(site.at("/scan?device=phone-1").toString());
            page.locator("button[value='TIDEGATE RECEIVE']").click();
            PlaywrightAssertions.assertThat(page.locator(".said .what")).hasText("Receive, sales-floor");
            context.setOffline(true);
            type(page, COLA);
            type(page, "TIDEGATE TIMES 12");
            type(page, COLA);
            PlaywrightAssertions.assertThat(page.locator("#scan-waiting")).containsText("3 scans wait");
            context.setOffline(false);
            PlaywrightAssertions.assertThat(page.locator("#scan-waiting")).hasText("");
            PlaywrightAssertions.assertThat(page.locator(".much-said")).hasText("12 pcs received; now 13 pcs");
            hasBooked(site, "cola", 13);
        }
    }

    /** As if so many had been scanned there without a connection, long ago. */
    private static void keep(Page page, int scans) {
        page.evaluate("""
                (count) => localStorage.setItem("scans of phone-1", JSON.stringify(Array.from({ length: count }, (_, i) =>
                  ({ data: "5449000000996", symbology: "unknown", scanId: "old-" + i, at: 0 }))))""", scans);
    }

    @Test
    void what_was_kept_for_days_counts() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            site.submit("/scan", "device=phone-1&scanId=mode&data=TIDEGATE%20RECEIVE");
            Page page = context.newPage();
            page.navigate(site.at("/scan?device=phone-1").toString());
            keep(page, 1);
            page.reload();
            PlaywrightAssertions.assertThat(page.locator(".much-said")).hasText("1 pc received; now 1 pc");
            PlaywrightAssertions.assertThat(page.locator("#scan-trouble")).isHidden();
            hasBooked(site, "cola", 1);
        }
    }

    @Test
    void another_scan_under_a_used_id_is_shown_as_not_done_and_the_others_go_on() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            site.submit("/scan", "device=phone-1&scanId=mode&data=TIDEGATE%20RECEIVE");
            Page page = context.newPage();
            page.navigate(site.at("/scan?device=phone-1").toString());
            page.evaluate("""
                    localStorage.setItem("scans of phone-1", JSON.stringify([
                      { data: "5449000000996", scanId: "same", at: Date.now() },
                      { data: "4012345678901", scanId: "same", at: Date.now() }]))""");
            page.reload();
            PlaywrightAssertions.assertThat(page.locator("#scan")).hasAttribute("data-result", "refused");
            PlaywrightAssertions.assertThat(page.locator(".said")).containsText("belongs to another scan already");
            // Not the first one's code: within a moment that would be the same scan again.
            type(page, "4012345678901");
            PlaywrightAssertions.assertThat(page.locator("#scan")).hasAttribute("data-result", "unknown");
            hasBooked(site, "4012345678901", 1);
        }
    }

    @Test
    void a_scan_that_the_gateway_never_takes_is_named_and_the_others_go_on() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = context.newPage();
            page.navigate(site.at("/scan?device=phone-1").toString());
            page.evaluate("""
                    localStorage.setItem("scans of phone-1", JSON.stringify([
                      { data: "4012345678901", scanId: "not an id", at: Date.now() },
                      { data: "5449000000996", scanId: "fit", at: Date.now() }]))""");
            page.reload();
            PlaywrightAssertions.assertThat(page.locator(".said .what")).hasText("Cola 0.33 l");
            PlaywrightAssertions.assertThat(page.locator("#scan-trouble")).containsText("nothing was done");
            PlaywrightAssertions.assertThat(page.locator("#scan-trouble")).containsText("4012345678901");
            type(page, COLA);
            PlaywrightAssertions.assertThat(page.locator("#scan-trouble")).isHidden();
        }
    }

    @Test
    void a_page_that_can_keep_no_more_says_so_and_leaves_what_was_typed() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            Page page = context.newPage();
            page.navigate(site.at("/scan?device=phone-1").toString());
            keep(page, 1_999);
            context.route("**/scan", Route::abort);
            page.reload();
            type(page, COLA);
            PlaywrightAssertions.assertThat(page.locator("#scan-waiting")).containsText("2000 scans wait");
            PlaywrightAssertions.assertThat(page.locator("input[name=data]")).hasValue("");
            type(page, COLA);
            PlaywrightAssertions.assertThat(page.locator("#scan-trouble")).containsText("this one was not taken");
            PlaywrightAssertions.assertThat(page.locator("input[name=data]")).hasValue(COLA);
            assertEquals(2_000, page.evaluate("JSON.parse(localStorage.getItem('scans of phone-1')).length"));
        }
    }

    @Test
    void a_page_of_somebody_else_on_the_way_takes_no_scan() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = context.newPage();
            page.navigate(site.at("/scan?device=phone-1").toString());
            context.route(
                    "**/scan",
                    way -> way.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody("<p>Accept the terms of this Wi-Fi")));
            type(page, COLA);
            PlaywrightAssertions.assertThat(page.locator("#scan-waiting")).containsText("1 scan waits");
            context.unroute("**/scan");
            PlaywrightAssertions.assertThat(page.locator(".said .what")).hasText("Cola 0.33 l");
        }
    }

    @Test
    void a_page_beside_the_till_shows_what_the_tills_scanner_does() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = context.newPage();
            page.navigate(site.at("/scan?device=till-1").toString());
            PlaywrightAssertions.assertThat(page.locator("#line")).hasText("Live");
            var answer = site.post(
                    "/api/v1/scans",
                    "{\"device\":\"till-1\",\"data\":\"09520123456788\"}",
                    "Content-Type",
                    "application/json");
            assertEquals(200, answer.statusCode(), answer.body());
            PlaywrightAssertions.assertThat(page.locator(".said .what")).hasText("Milk 3.5 % fresh from the farm");
            PlaywrightAssertions.assertThat(page.locator("#scan table")).containsText("L2280");
        }
    }

    @Test
    void a_count_is_forgotten_by_two_taps_and_every_page_sees_that_and_that_it_is_back() throws Exception {
        try (WebSite site = new WebSite(folder);
                Browsing browsing = new Browsing();
                BrowserContext context = browsing.context()) {
            shop(site);
            Page counts = context.newPage();
            counts.navigate(site.at("/scan?device=phone-1").toString());
            counts.locator("button[value='TIDEGATE COUNT']").click();
            type(counts, COLA);
            PlaywrightAssertions.assertThat(counts.locator("#scan table")).containsText("1 pc");
            Page looks = context.newPage();
            looks.navigate(site.at("/scan?device=phone-2").toString());
            PlaywrightAssertions.assertThat(looks.locator("#scan table")).containsText("1 pc");
            PlaywrightAssertions.assertThat(looks.locator("button[value='TIDEGATE CANCEL']"))
                    .isHidden();
            looks.getByText("Forget the count").click();
            looks.locator("button[value='TIDEGATE CANCEL']").click();
            PlaywrightAssertions.assertThat(counts.locator("#scan table")).hasCount(0);
            looks.locator("button[value='TIDEGATE UNDO']").click();
            PlaywrightAssertions.assertThat(counts.locator("#scan table")).containsText("1 pc");
        }
    }

    @Test
    void axe_finds_nothing_and_nothing_scrolls_sideways() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            shop(site);
            String[] scans = {
                "TIDEGATE RECEIVE",
                COLA,
                "4012345678901",
                "TIDEGATE COUNT",
                COLA,
                "(01)09520123456788(10)L2291",
                "TIDEGATE FLY"
            };
            for (int i = 0; i < scans.length; i++) {
                site.post(
                        "/api/v1/scans",
                        "{\"device\":\"phone-1\",\"scanId\":\"s%d\",\"data\":\"%s\"}".formatted(i, scans[i]),
                        "Content-Type",
                        "application/json");
            }
            look(site, "/scan", "scan-choice");
            look(site, "/scan?device=phone-1", "scan");
        }
    }
}
