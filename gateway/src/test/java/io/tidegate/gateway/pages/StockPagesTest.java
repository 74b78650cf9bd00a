package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the stock, as a browser without JavaScript gets them. */
class StockPagesTest {

    @TempDir
    Path root;

    private WebSite site;

    @BeforeEach
    void open() throws Exception {
        site = new WebSite(root.resolve("site"));
        site.catalogue("id,name,codes,minimum\ncola,Cola,5449000000996,24\nbrie,Brie de Meaux,,\nmilk,Milk,,2\n");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void book(String lines) throws Exception {
        HttpResponse<String> answer = site.book(lines.replace('\'', '"'));
        assertEquals(201, answer.statusCode(), answer.body());
    }

    private String levels() throws Exception {
        return site.get("/api/v1/levels").body();
    }

    @Test
    void what_is_where_is_found_by_name_id_code_and_label() throws Exception {
        book(
                "[{'id':'1','kind':'receive','item':'cola','quantity':1200.5,'to':'back-room','lot':'A1','expiry':'2031-02-03'},"
                        + "{'id':'2','kind':'receive','item':'brie','quantity':3,'to':'fridge'}]");
        String all = site.page("/stock");
        assertTrue(all.contains("<a href=\"/stock/cola\">Cola</a>") && all.contains("Brie de Meaux"), all);
        assertTrue(all.contains("1,200.5 pcs") && all.contains("A1") && all.contains("until 3 Feb 2031"), all);
        for (String asked : new String[] {"cOL", "544900", "05449000000996", "(01)05449000000996(10)A1"}) {
            String found = site.page("/stock?q=" + StockWords.inAddress(asked));
            assertTrue(found.contains(">Cola</a>") && !found.contains("Brie"), asked + found);
        }
        assertTrue(site.page("/stock?q=%25").contains("There is nothing of that."));
    }

    @Test
    void what_is_low_below_zero_or_expires_is_shown_alone() throws Exception {
        LocalDate soon = LocalDate.now().plusDays(3);
        book(
                "[{'id':'1','kind':'receive','item':'cola','quantity':20,'to':'a'},{'id':'2','kind':'receive','item':'cola','quantity':10,'to':'b'},"
                        + "{'id':'3','kind':'sell','item':'brie','quantity':1,'from':'b'},"
                        + "{'id':'4','kind':'receive','item':'brie','quantity':2,'to':'a','lot':'B7','expiry':'" + soon
                        + "'}]");
        String low = site.page("/stock?show=low");
        assertTrue(low.contains(">Milk</a>") && low.contains("nowhere") && !low.contains(">Cola</a>"), low);
        String below = site.page("/stock?show=below-zero");
        assertTrue(below.contains(">Brie de Meaux</a>") && below.contains("-1 pcs") && !below.contains("B7"), below);
        assertTrue(site.page("/stock?show=expiring").contains("B7"));
        assertFalse(site.page("/stock?show=expiring&days=2").contains("B7"));
        book("{'id':'5','kind':'sell','item':'cola','quantity':7,'from':'b'}");
        assertTrue(site.page("/stock?show=low").contains(">Cola</a>"));
    }

    @Test
    void a_code_that_nobody_knew_is_named_and_its_lines_are_the_items() throws Exception {
        book(
                "[{'id':'1','kind':'receive','item':'x/1 +ü','quantity':2,'to':'a'},{'id':'2','kind':'receive','item':'4006381333931','quantity':4,'to':'a'}]");
        String unknown = site.page("/stock?show=unknown");
        assertTrue(unknown.contains("x/1 +ü") && unknown.contains("4006381333931"), unknown);
        assertTrue(site.page(StockWords.href("x/1 +ü")).contains("does not know this code yet"));
        assertEquals(
                422,
                site.submit("/stock", "show=unknown&code=4006381333931&item=pen")
                        .statusCode());
        HttpResponse<String> named = site.submit("/stock", "code=4006381333931&item=pen&name=Pen");
        assertEquals(303, named.statusCode());
        String said = site.page(named.headers().firstValue("Location").orElseThrow());
        assertTrue(
                said.contains(
                        "4006381333931 is named, and what was booked under it is counted as: <a href=\"/stock/pen\">Pen</a>"),
                said);
        assertTrue(said.contains("<a href=\"/stock/pen/edit\">If that is wrong, take the code away there</a>"), said);
        assertEquals(
                303,
                site.submit("/stock", "code=x%2F1+%2B%C3%BC&item=cola&name=").statusCode());
        assertTrue(site.page("/stock?show=unknown").contains("Every code that was booked is known."));
        assertTrue(levels().contains("\"item\":\"pen\"") && levels().contains("\"item\":\"cola\""), levels());
        assertTrue(site.submit("/stock", "show=unknown&code=4006381333931&item=cola")
                .body()
                .contains("belongs to 'pen' already"));
    }

    @Test
    void an_item_is_named_by_its_name_too_and_a_wrong_one_can_be_taken_back() throws Exception {
        site.catalogue("id,name\njam-1,Jam\njam-2,Jam\ntea,Tee\n");
        book("[{'id':'1','kind':'receive','item':'4006381333931','quantity':2,'to':'a'}]");
        String unknown = site.page("/stock?show=unknown");
        assertTrue(
                unknown.contains("list=\"items\"") && unknown.contains("<option value=\"tea\">Tee</option>"), unknown);
        String several = site.submit("/stock", "show=unknown&code=4006381333931&item=jam&name=")
                .body();
        assertTrue(several.contains("Several items are called 'jam': jam-1, jam-2."), several);
        assertEquals(
                303, site.submit("/stock", "code=4006381333931&item=TEE&name=").statusCode());
        assertTrue(levels().contains("\"item\":\"tea\""), levels());
        site.catalogue("id,name,codes\ntea,Tee,\n");
        assertTrue(site.page("/stock?show=unknown").contains(">4006381333931<"), site.page("/stock?show=unknown"));
        assertFalse(levels().contains("\"item\":\"tea\""), levels());
    }

    @Test
    void a_delivery_by_hand_tells_what_the_item_is_tracked_by() throws Exception {
        site.catalogue("id,name,tracked\ndrill,Drill,serial\nbrie,Brie,lot\n");
        assertFalse(site.page("/stock/brie").contains("name=\"serial\""));
        String form = "id=" + id(site.page("/stock/drill")) + "&kind=receive&quantity=1&unit=each&location=back-room";
        HttpResponse<String> refused = site.submit("/stock/drill/book", form + "&serial=");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("comes in with its serial number only"), refused.body());
        assertTrue(refused.body().contains("name=\"serial\""), refused.body());
        assertEquals(303, site.submit("/stock/drill/book", form + "&serial=S-1").statusCode());
        String brie = "id=" + id(site.page("/stock/brie")) + "&kind=receive&quantity=1&unit=each&location=back-room";
        assertEquals(422, site.submit("/stock/brie/book", brie + "&lot=").statusCode());
        assertEquals(303, site.submit("/stock/brie/book", brie + "&lot=A1").statusCode());
    }

    @Test
    void a_form_books_once_and_tells_who_and_why() throws Exception {
        String form = "id=" + id(site.page("/stock/cola"))
                + "&kind=receive&quantity=12&unit=each&location=back-room&lot=&expiry=&reason=order+7&who=Ann";
        HttpResponse<String> first = site.submit("/stock/cola/book", form);
        assertEquals(303, first.statusCode(), first.body());
        assertEquals("/stock/cola", first.headers().firstValue("location").orElse(""));
        assertEquals(303, site.submit("/stock/cola/book", form).statusCode());
        assertTrue(levels().contains("\"quantity\":12,"), levels());
        String page = site.page("/stock/5449000000996");
        assertTrue(page.contains("12 pcs received") && page.contains("Ann · order 7 · by hand"), page);
        assertTrue(page.contains("below the minimum of 24 pcs"), page);
        assertTrue(site.get("/api/v1/movements").body().contains("\"cause\":\"person\""));
        HttpResponse<String> other = site.submit("/stock/cola/book", form.replace("=12", "=13"));
        assertEquals(409, other.statusCode());
        HttpResponse<String> unfit = site.submit("/stock/cola/book", form.replace("=12", "=0"));
        assertEquals(422, unfit.statusCode());
        assertTrue(unfit.body().contains("role=\"alert\"") && unfit.body().contains("nothing moved"), unfit.body());
        assertTrue(levels().contains("\"quantity\":12,"), levels());
    }

    private static String id(String page) {
        Matcher id = Pattern.compile("name=\"id\" value=\"([^\"]+)\"").matcher(page);
        assertTrue(id.find(), page);
        return id.group(1);
    }

    @Test
    void undo_takes_a_line_back_and_strikes_it_out() throws Exception {
        book(
                "[{'id':'a&b','kind':'receive','item':'cola','quantity':5,'to':'a'},{'id':'2','kind':'receive','item':'cola','quantity':3,'to':'a'}]");
        for (int press = 0; press < 2; press++) {
            assertEquals(303, site.submit("/stock/cola/undo", "line=a%26b").statusCode());
        }
        assertTrue(levels().contains("\"quantity\":3,"), levels());
        String page = site.page("/stock/cola");
        assertTrue(page.contains("<s>5 pcs received</s>") && page.contains("undone"), page);
        assertTrue(page.contains(">3 pcs received<"), page);
    }

    @Test
    void a_long_list_has_pages() throws Exception {
        StringBuilder lines = new StringBuilder("[");
        for (int i = 0; i < 250; i++) {
            lines.append("{'id':'%1$d','kind':'receive','item':'z%1$03d','quantity':1,'to':'a'},".formatted(i));
        }
        book(lines.append("{'id':'x','kind':'receive','item':'z999','quantity':1,'to':'a'}]")
                .toString());
        String first = site.page("/stock?q=z");
        assertTrue(first.contains("z199") && !first.contains("z200"), first);
        assertTrue(first.contains("href=\"/stock?show=all&amp;q=z&amp;page=2\""), first);
        assertTrue(first.contains("1 to 200 of 251"), first);
        String second = site.page("/stock?show=all&q=z&page=2");
        assertTrue(second.contains("201 to 251 of 251"), second);
        assertTrue(second.contains("z200") && second.contains("z999") && second.contains("rel=\"prev\""), second);
    }

    @Test
    void what_is_in_stock_is_shown_without_what_is_nowhere() throws Exception {
        book(
                "[{'id':'1','kind':'receive','item':'here','quantity':1,'to':'a'},{'id':'2','kind':'sell','item':'less','quantity':1,'from':'a'}]");
        site.submit("/stock", "code=new&item=&name=Nowhere");
        String all = site.page("/stock");
        assertTrue(all.contains(">here<") && all.contains(">less<") && all.contains(">Nowhere<"), all);
        String there = site.page("/stock?show=in-stock");
        assertTrue(there.contains(">here<") && !there.contains(">less<") && !there.contains(">Nowhere<"), there);
    }

    @Test
    void a_german_shop_reads_german() throws Exception {
        try (WebSite german = new WebSite(root.resolve("german"), Locale.GERMANY)) {
            german.book(
                    "{\"id\":\"1\",\"kind\":\"waste\",\"item\":\"brie\",\"quantity\":1.25,\"unit\":\"kg\",\"from\":\"a\"}");
            assertTrue(german.get("/stock").body().contains("-1,25 kg"));
            String item = german.get("/stock/brie").body();
            assertTrue(item.contains("1,25 kg weggeworfen") && item.contains("gesendet von Api"), item);
            String form = "show=unknown&code=brie&name=&item=";
            String empty = german.submit("/stock", form).body();
            assertTrue(empty.contains("Bitte den Namen eines neuen Artikels eintragen"), empty);
            String none = german.submit("/stock", form + "%C3%BC").body();
            assertTrue(none.contains("Im Katalog gibt es keinen Artikel „ü“."), none);
            String book = "id=" + id(german.page("/stock/brie")) + "&kind=receive&unit=kg&location=a&quantity=";
            assertTrue(german.submit("/stock/brie/book", book + "0").body().contains("Die Menge ist 0, also"));
            assertTrue(german.submit("/stock/brie/book", book + "-1").body().contains("Die Menge ist negativ."));
        }
    }

    @Test
    void nothing_that_was_sent_in_runs_in_the_browser() throws Exception {
        book(
                "{'id':'1','kind':'receive','item':'<script>alert(1)</script>','quantity':1,'to':'<b>a','lot':'<i>','reason':'<img src=x>'}");
        for (String path : new String[] {
            "/stock", "/stock?show=unknown", StockWords.href("<script>alert(1)</script>"), "/stock?q=%22%3E%3Cb%3E"
        }) {
            String page = site.page(path);
            assertFalse(page.contains("<script>alert") || page.contains("<b>") || page.contains("<img"), page);
        }
        assertEquals(404, site.get("/stock/nothing-of-that").statusCode());
    }
}
