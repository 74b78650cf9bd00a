package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Media;
import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.testing.Awaiting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page of orders in a real browser. */
class OrdersBrowserTest extends InBrowser {

    private static final int DAYS = 40;

    private static void shop(WebSite site) throws Exception {
        site.catalogue("""
                id,name,packs,supplier,minimum,leadTimeDays
                cola,Cola 0.33 l,case=24,Drinks Ltd <orders@drinks.example>,48,2
                water,Sparkling water 1 l,crate=12,Drinks Ltd <orders@drinks.example>,,2
                milk,Milk 3.5 % fresh from the farm,crate=10,Farm,,1
                brie,Brie de Meaux,,Farm,3,4
                salt,Salt,,,10,
                """);
        List<String> lines = new ArrayList<>();
        Instant now = Instant.now();
        for (String item : List.of("water", "milk")) {
            lines.add(line(item, "receive", 375, now.minus(DAYS + 1, ChronoUnit.DAYS)));
            for (int day = DAYS; day > 0; day--) {
                lines.add(line(item, "sell", 8 + day % 3, now.minus(day, ChronoUnit.DAYS)));
            }
        }
        var booked = site.book("[" + String.join(",", lines) + "]");
        assertEquals(201, booked.statusCode(), booked.body());
        site.post("/api/v1/proposals", "");
        Awaiting.until(
                "all are proposed",
                () -> site.orders.list(Orders.Question.of(State.PROPOSED)).size() == 5);
    }

    private static String line(String item, String kind, int quantity, Instant at) {
        return "{\"id\":\"%s-%s\",\"kind\":\"%s\",\"item\":\"%s\",\"quantity\":%d,\"time\":\"%s\"}"
                .formatted(item, at, kind, item, quantity, at);
    }

    @Test
    void who_orders_with_two_clicks_orders_once_and_sees_it_on_its_way() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = context.newPage();
            page.navigate(site.at("/stock").toString());
            page.getByText("What to order").click();
            page.locator("input[name=packs]").first().fill("3");
            page.locator("button[aria-label='Order: Salt']").dblclick();
            PlaywrightAssertions.assertThat(page.locator(".banner")).containsText("Ordered: Salt, 3 pcs.");
            PlaywrightAssertions.assertThat(page.locator("button[aria-label='Order: Salt']"))
                    .hasCount(0);
            page.locator(".banner a").click();
            PlaywrightAssertions.assertThat(page.locator("button[value=close]")).hasCount(1);
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("3 pcs");
            assertEquals(1, site.orders.list(Orders.Question.of(State.ACCEPTED)).size());
        }
    }

    @Test
    void axe_finds_nothing_and_nothing_scrolls_sideways() throws Exception {
        for (Locale locale : List.of(Locale.UK, Locale.GERMANY)) {
            try (WebSite site = new WebSite(folder.resolve(locale.getCountry()), locale)) {
                shop(site);
                decide(site, "cola", "{'decision':'accept','quantity':48}");
                decide(site, "brie", "{'decision':'ignore','note':'in the summer nobody eats it'}");
                look(site, "/stock/orders?ordered=2", "orders-" + locale.getLanguage());
                print(site, "orders-" + locale.getLanguage());
                look(site, "/stock/orders?show=open", "orders-open-" + locale.getLanguage());
            }
        }
    }

    /** On A4: what can only be pressed is not there, and the tables end before the paper does. */
    private static void print(WebSite site, String name) {
        try (BrowserContext context = browsing.context()) {
            Page page = context.newPage();
            page.setViewportSize(718, 1_000);
            page.navigate(site.at("/stock/orders").toString());
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertEquals(
                    0,
                    page.locator("main form:visible, main button:visible, main input:visible")
                            .count());
            assertEquals(
                    List.of(true, true, true, true),
                    page.evaluate(
                            "[...document.querySelectorAll('main table')].map(t => t.getBoundingClientRect().right <= innerWidth)"));
            page.pdf(new Page.PdfOptions()
                    .setPath(PICTURES.resolve(name + ".pdf"))
                    .setFormat("A4"));
        }
    }

    private static void decide(WebSite site, String item, String decision) throws Exception {
        String id = site.orders.list(Orders.Question.of(State.PROPOSED)).stream()
                .filter(each -> each.subject().item().equals(item))
                .findFirst()
                .orElseThrow()
                .id();
        var decided =
                site.post("/api/v1/proposals/" + id, decision.replace('\'', '"'), "Content-Type", "application/json");
        assertEquals(200, decided.statusCode(), decided.body());
    }
}
