package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.ordering.Proposed;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.gateway.replenishment.Reason;
import io.tidegate.gateway.replenishment.Reason.Limit;
import io.tidegate.gateway.replenishment.Reason.Why;
import io.tidegate.testing.Awaiting;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of orders, as a browser without JavaScript gets it. */
class OrdersPagesTest {

    @TempDir
    Path root;

    private WebSite site;

    private void open(Locale locale, String rows) throws Exception {
        open(locale, "id,name,packs,supplier,minimum", rows);
    }

    private void open(Locale locale, String columns, String rows) throws Exception {
        site = new WebSite(root.resolve("site"), locale);
        HttpResponse<String> taken = site.catalogue(columns + "\n" + rows);
        assertEquals(200, taken.statusCode(), taken.body());
        assertEquals(303, site.submit("/stock/orders", "").statusCode());
        long items = rows.lines().count();
        Awaiting.until("all are proposed", () -> all(State.PROPOSED).size() == items);
        Awaiting.until(
                "and that is told",
                () -> site.get("/api/v1/proposals/progress").body().contains("\"running\":false"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private List<Proposed> all(State state) throws Exception {
        return site.orders.list(Orders.Question.of(state));
    }

    private String id(String item) throws Exception {
        return site.orders.list(Orders.Question.of()).stream()
                .filter(each -> each.subject().item().equals(item))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void each_supplier_has_a_table_with_packs_cover_and_why() throws Exception {
        open(Locale.UK, "cola,Cola,case=24,Drinks Ltd,30\ntea,Tea,,Leaf & Co,5\n");
        String page = site.page("/stock/orders");
        assertTrue(page.contains("<h2>Drinks Ltd</h2>") && page.contains("<h2>Leaf &amp; Co</h2>"), page);
        assertTrue(page.contains("2 × case (48 pcs)") && page.contains(">5 pcs<"), page);
        assertTrue(
                page.contains("0 are there or ordered, and it shall never be fewer than 30, rounded to packs of 24."),
                page);
        assertTrue(page.contains("Computed on") && page.contains("for 2 items"), page);
        assertTrue(site.page("/stock").contains("href=\"/stock/orders\""));
        String one = site.page("/stock/orders?supplier=Leaf%20%26%20Co");
        assertTrue(one.contains(">Tea</a>") && !one.contains(">Cola</a>"), one);
    }

    @Test
    void a_person_orders_more_or_less_or_nothing_and_sees_what_became_of_it() throws Exception {
        open(Locale.UK, "cola,Cola,case=24,Drinks Ltd,30\ntea,Tea,,Leaf & Co,5\n");
        String cola = "/stock/orders/" + id("cola");
        assertEquals(422, site.submit(cola, "decision=accept&packs=0").statusCode());
        assertEquals(422, site.submit(cola, "decision=accept&packs=lots").statusCode());
        for (String[] unfit : new String[][] {
            {"999999999999", "is above 1000000000. Look for a slip."},
            {"0.3", "What is counted by piece is ordered in whole pieces, and this would be 7.2."},
            {"5449000000996", "5449000000996 is a code and no quantity."},
            {"40170725", "40170725 is a code and no quantity."},
            {"0105449000000996", "0105449000000996 is a code and no quantity."}
        }) {
            HttpResponse<String> refused = site.submit(cola, "decision=accept&packs=" + unfit[0]);
            assertEquals(422, refused.statusCode());
            assertTrue(refused.body().contains(unfit[1]), refused.body());
        }
        assertEquals(404, site.submit("/stock/orders/nobody", "decision=accept").statusCode());
        for (int press = 0; press < 2; press++) {
            assertEquals(
                    303,
                    site.submit(cola, "decision=accept&packs=1&note=full+shelf").statusCode());
        }
        HttpResponse<String> late = site.submit(cola, "decision=ignore");
        assertEquals(409, late.statusCode());
        assertTrue(late.body().contains("decided otherwise before"), late.body());
        assertEquals(
                303,
                site.submit("/stock/orders/" + id("tea"), "decision=ignore&note=summer")
                        .statusCode());
        String page = site.page("/stock/orders?show=open");
        assertTrue(page.contains("On its way (1)") && page.contains("1 × case (24 pcs)"), page);
        assertTrue(page.contains("not ordered") && page.contains("summer"), page);
        site.book("{\"id\":\"1\",\"kind\":\"receive\",\"item\":\"cola\",\"quantity\":20}");
        assertTrue(site.page("/stock/orders?show=open").contains("20 pcs have come"));
        assertEquals(303, site.submit(cola, "decision=close").statusCode());
        assertTrue(
                site.page("/stock/orders").contains("20 pcs of 24 pcs came within 0 days"), site.page("/stock/orders"));
    }

    @Test
    void packs_are_typed_with_a_comma_where_one_writes_so() throws Exception {
        open(Locale.GERMANY, "id,name,unit,minimum", "gouda,Gouda,kg,2.5\n");
        assertEquals(
                422,
                site.submit("/stock/orders/" + id("gouda"), "decision=accept&packs=1.250")
                        .statusCode(),
                "a thousand or one");
        assertEquals(
                303,
                site.submit("/stock/orders/" + id("gouda"), "decision=accept&packs=1%2C250")
                        .statusCode());
        Proposed gouda = all(State.ACCEPTED).getFirst();
        assertEquals("1.25", ((Fate.Ordered) gouda.fate()).amount().quantity().toPlainString());
    }

    @Test
    void all_of_a_supplier_is_ordered_at_once_as_it_was_shown() throws Exception {
        open(Locale.UK, "cola,Cola,case=24,Drinks Ltd,30\nrum,Rum,,Drinks Ltd,2\n");
        StringBuilder shown = new StringBuilder();
        site.page("/stock/orders")
                .lines()
                .filter(line -> line.contains("name=\"line\""))
                .forEach(line -> shown.append("&line=")
                        .append(line.replaceAll(".*value=\"([^\"]*)\".*", "$1").replace(' ', '+')));
        assertEquals(303, site.submit("/stock/orders/all", shown.substring(1)).statusCode());
        assertEquals(2, all(State.ACCEPTED).size());
        assertEquals(303, site.submit("/stock/orders/all", shown.substring(1)).statusCode(), "twice is once");
        assertEquals(422, site.submit("/stock/orders/all", "line=nonsense").statusCode());
    }

    @Test
    void what_was_done_is_said_at_the_top_where_the_form_was() throws Exception {
        open(Locale.UK, "cola,Cola,case=24,Drinks Ltd,30\ntea,Tea,,Leaf & Co,5\nrum,Rum,,Drinks Ltd,2\n");
        String view = "?supplier=Drinks%20Ltd&q=c";
        HttpResponse<String> ordered = site.submit("/stock/orders/" + id("cola") + view, "decision=accept&packs=1");
        String back = ordered.headers().firstValue("Location").orElseThrow();
        assertTrue(back.endsWith("&supplier=Drinks%20Ltd&q=c"), back);
        String page = site.page(back);
        assertTrue(page.contains("role=\"status\">Ordered: Cola, 1 × case (24 pcs). <a href=\"/stock/orders?"), page);
        String ignored = site.submit("/stock/orders/" + id("tea"), "decision=ignore")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertTrue(site.page(ignored).contains("Not ordered: Tea."), ignored);
        String closed = site.submit("/stock/orders/" + id("cola") + "?show=open", "decision=close")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertTrue(site.page(closed).contains("Cola: nothing more is expected."), closed);
        assertTrue(site.page("/stock/orders?ordered=2").contains("2 items were ordered."));
        assertFalse(site.page("/stock/orders?done=nobody").contains("role=\"status\">Ordered"));
    }

    @Test
    void a_supplier_of_many_items_has_pages_and_what_one_looks_for_is_found() throws Exception {
        StringBuilder rows = new StringBuilder("zz,Ährenbrot,,Mill,5\n");
        for (int item = 0; item < 450; item++) {
            rows.append("item-%03d,Thing %d,,Mill,5\n".formatted(item, item));
        }
        open(Locale.UK, rows.toString());
        String first = site.page("/stock/orders");
        assertTrue(first.contains("To order (451)") && first.contains("1 to 200 of 451"), first);
        assertTrue(first.contains("rel=\"next\"") && !first.contains("rel=\"prev\""), first);
        String last = site.page("/stock/orders?page=3");
        assertTrue(last.contains("401 to 451 of 451") && last.contains(">Ährenbrot</a>"), last);
        assertTrue(last.contains("rel=\"prev\"") && !last.contains("rel=\"next\""), last);
        assertTrue(site.page("/stock/orders?page=9").contains("1 to 200 of 451"), "behind the end it begins anew");
        String byName = site.page("/stock/orders?q=thing%2044");
        assertTrue(byName.contains("To order (11)") && byName.contains(">Thing 449</a>"), byName);
        String byId = site.page("/stock/orders?q=item-44");
        assertTrue(byId.contains("To order (10)") && byId.contains(">Thing 449</a>"), byId);
        assertTrue(site.page("/stock/orders?q=%C3%A4hren").contains(">Ährenbrot</a>"));
        assertTrue(site.page("/stock/orders?q=nothing").contains("Nothing of it is among these"));
    }

    @Test
    void what_is_on_its_way_has_pages_of_its_own() throws Exception {
        StringBuilder rows = new StringBuilder();
        StringBuilder lines = new StringBuilder();
        for (int item = 0; item < 203; item++) {
            rows.append("item-%03d,Thing %d,,Mill,5\n".formatted(item, item));
        }
        open(Locale.UK, rows.toString());
        for (Proposed each : all(State.PROPOSED)) {
            lines.append("&line=").append(each.id()).append("+5");
        }
        HttpResponse<String> ordered = site.submit("/stock/orders/all", lines.substring(1));
        String page = site.page(ordered.headers().firstValue("Location").orElseThrow());
        assertTrue(page.contains("203 items were ordered.") && page.contains("On its way (200+)"), page);
        site.book("{\"id\":\"1\",\"kind\":\"receive\",\"item\":\"item-000\",\"quantity\":5}");
        Awaiting.until(
                "it is booked",
                () -> site.page("/stock/orders?show=open&page=2").contains("201 to 202"));
        assertFalse(site.page("/stock/orders?show=open").contains(">Thing 0</a></td><td class=\"much\">"));
    }

    @Test
    void before_the_first_time_it_says_when_that_is() throws Exception {
        site = new WebSite(root.resolve("site"), Locale.UK);
        String page = site.page("/stock/orders");
        assertTrue(page.contains("two minutes after the gateway has started"), page);
        assertFalse(page.contains("Nothing is to be ordered"), "nobody knows yet");
    }

    @Test
    void a_mail_is_written_already_and_a_long_one_says_how_much_is_missing() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int item = 0; item < 60; item++) {
            rows.append(
                    "item-%d,Sparkling water of spring %d,,Drinks <orders@drinks.example>,5\n".formatted(item, item));
        }
        open(Locale.UK, rows.toString());
        String page = site.page("/stock/orders");
        String link = page.replaceAll("(?s).*href=\"(mailto:[^\"]*)\".*", "$1").replace("&amp;", "&");
        assertTrue(link.length() <= OrderMail.LINK_LENGTH_MAX, link);
        URI mail = URI.create(link);
        assertTrue(
                mail.getSchemeSpecificPart()
                        .startsWith("orders@drinks.example?subject=Order of Corner Shop&body=Hello"),
                link);
        assertTrue(
                mail.getSchemeSpecificPart().matches("(?s).* and [23][0-9] more, which the list by file has.*"), link);
    }

    @Test
    void on_a_german_site_it_is_german() throws Exception {
        open(Locale.GERMANY, "cola,Cola,case=24,Drinks Ltd,30\n");
        String page = site.page("/stock/orders");
        assertTrue(page.contains("<h1>Was bestellen</h1>"), page);
        assertTrue(
                page.contains(
                        "0 sind da oder bestellt, und es sollen nie weniger als 30 sein, aufgerundet auf Packungen zu 24."),
                page);
        assertFalse(page.contains("{0}"), page);
    }

    @Test
    void every_reason_is_said_in_both_languages_and_the_english_is_that_of_the_api() throws Exception {
        open(Locale.UK, "cola,Cola,case=24,Drinks Ltd,30\n");
        Words english = Words.of(site.siteFile.running().site(), "");
        Words german = Words.of(
                Reports.site(io.tidegate.site.WebSettings.DEFAULT, Locale.GERMANY)
                        .site(),
                "");
        for (Reason reason : List.of(
                new Reason(new Why.RunsOut(20, 2, 3), List.of(new Limit.WholePacks(12), new Limit.ShelfLife(4))),
                new Reason(new Why.RunsOut(-1, 0, 1), List.of(new Limit.MinimumOrder(2.5))),
                new Reason(new Why.BelowMinimum(1.25, 5), List.of()),
                new Reason(new Why.Enough(50, 400, 40), List.of()),
                new Reason(new Why.NotAskedFor(3), List.of(new Limit.KeepsTooShort(12, 30, 4))),
                new Reason(new Why.BelowMinimum(0, 5), List.of(new Limit.MayNotSell(9))))) {
            assertEquals(reason.english(), new OrderWords(english).reason(reason));
            assertFalse(new OrderWords(german).reason(reason).contains("order"), reason.english());
        }
        assertEquals(
                "Was da oder bestellt ist (1,5), reicht 2,3 Tage, und eine Lieferung braucht 1 Tag.",
                new OrderWords(german).reason(new Reason(new Why.RunsOut(1.5, 2.34, 1), List.of())));
        assertEquals(Set.of("en", "de"), Set.of(english.language(), german.language()));
    }
}
