package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the catalogue, as a browser without JavaScript gets them. */
class ItemsPagesTest {

    private static final String TYPE = "multipart/form-data; boundary=----x1";

    @TempDir
    Path root;

    private WebSite site;

    @BeforeEach
    void open() throws Exception {
        site = new WebSite(root.resolve("site"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static HttpResponse<String> upload(WebSite site, String table) throws Exception {
        return upload(site, table, "");
    }

    private static HttpResponse<String> upload(WebSite site, String table, String ticked) throws Exception {
        String body = "------x1\r\nContent-Disposition: form-data; name=\"table\"; filename=\"list.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + table + "\r\n------x1" + ticked + "--\r\n";
        return site.post("/stock/items/table", body, "Content-Type", TYPE);
    }

    private static String token(String page) {
        Matcher token = Pattern.compile("name=\"table\" value=\"([^\"]+)\"").matcher(page);
        assertTrue(token.find(), page);
        return token.group(1);
    }

    private String tag(String path) throws Exception {
        Matcher tag = Pattern.compile("name=\"tag\" value=\"([^\"]*)\"").matcher(site.page(path));
        assertTrue(tag.find());
        return tag.group(1).replace("&#34;", "\"");
    }

    private String table() throws Exception {
        return site.get("/api/v1/items.csv").body();
    }

    @Test
    void an_empty_shop_is_told_how_items_get_in() throws Exception {
        String empty = site.page("/stock");
        assertTrue(empty.contains("knows no items yet") && empty.contains("href=\"/stock/items\""), empty);
        String page = site.page("/stock/items");
        assertTrue(page.contains("enctype=\"multipart/form-data\"") && page.contains("There are no items yet."), page);
        assertTrue(site.page("/stock?q=cola").contains("There is nothing of that."));
    }

    @Test
    void a_table_is_looked_at_first_and_then_imported_as_it_is() throws Exception {
        HttpResponse<String> looked =
                upload(site, "id;name;EAN;VK-Preis\ncola;Cola;5449000000996;1,20\nbrie;Brie;;9,90\n");
        assertEquals(200, looked.statusCode(), looked.body());
        assertTrue(looked.body().contains("What the table list.csv does"), looked.body());
        assertTrue(looked.body().contains("Added: 2. Changed: 0. The same as before: 0."), looked.body());
        assertTrue(
                looked.body().contains("<span class=\"quiet\">Price</span> <span class=\"strong\">1.20</span>"),
                looked.body());
        assertFalse(table().contains("cola"), "nothing is taken yet");
        String token = token(looked.body());
        HttpResponse<String> taken = site.submit("/stock/items/import", "table=" + token);
        assertEquals(303, taken.statusCode(), taken.body());
        String page = site.page(taken.headers().firstValue("location").orElse(""));
        assertTrue(page.contains("2 items added, 0 changed.") && page.contains("1.20 / pc"), page);
        assertTrue(table().contains("cola,Cola,each,5449000000996,,,,1.20,"), table());
        assertEquals(410, site.submit("/stock/items/import", "table=" + token).statusCode(), "once");
        assertEquals(
                410,
                site.submit("/stock/items/import", "table=..%2F..%2Fjournal").statusCode());
        HttpResponse<String> same = upload(site, "EAN;VK\n5449000000996;1,20\n");
        assertTrue(same.body().contains("It changes nothing.") && !same.body().contains("/stock/items/import"));
    }

    @Test
    void a_slip_in_a_price_is_seen_before_it_is_imported() throws Exception {
        site.catalogue("id,name,price\ncola,Cola,1.19\n");
        String looked = upload(site, "id;price\ncola;119\n").body();
        assertTrue(looked.contains("</span> 1.19 → <span class=\"strong\">119</span>"), looked);
        assertTrue(site.post("/api/v1/items.csv?dryRun=true", "id,price\ncola,119\n", "Content-Type", "text/csv")
                .body()
                .contains("\"differences\":[{\"item\":\"cola\",\"name\":\"Cola\",\"new\":false,\"columns\":"
                        + "[{\"column\":\"price\",\"before\":\"1.19\",\"after\":\"119\"}]}]"));
    }

    @Test
    void a_suppliers_list_with_more_than_the_shop_carries_is_imported_without_the_rest() throws Exception {
        site.catalogue("id,name,codes\ncola,Cola,5449000000996\n");
        String list = "EAN;EK\n5449000000996;0,60\n4006381333931;0,30\n";
        String ticked = "\r\nContent-Disposition: form-data; name=\"unknown\"\r\n\r\nskip\r\n------x1";
        HttpResponse<String> looked = upload(site, list, ticked);
        assertEquals(200, looked.statusCode(), looked.body());
        assertTrue(looked.body().contains("Left out, since the catalogue does not have it: 1."), looked.body());
        assertTrue(looked.body().contains("name=\"unknown\" value=\"skip\">"), looked.body());
        site.submit("/stock/items/import", "unknown=skip&table=" + token(looked.body()));
        assertTrue(table().contains("cola,Cola,each,5449000000996,,,,,0.60,") && !table().contains("4006381333931"));
        String api = "/api/v1/items.csv?unknown=";
        assertTrue(
                site.post(api + "skip", list, "Content-Type", "text/csv").body().contains("\"leftOut\":1"));
        assertEquals(
                400,
                site.post(api + "perhaps", list, "Content-Type", "text/csv").statusCode());
    }

    @Test
    void the_table_to_begin_with_is_read_as_it_is_in_each_country() throws Exception {
        assertTrue(site.page("/stock/items").contains("href=\"/stock/items/sample.csv\""));
        try (WebSite german = new WebSite(root.resolve("german"), Locale.GERMANY)) {
            for (WebSite shop : new WebSite[] {site, german}) {
                for (String language : new String[] {"en", "de"}) {
                    String sample = shop.get("/stock/items/sample.csv", "Accept-Language", language)
                            .body();
                    assertEquals(200, shop.catalogue(sample).statusCode(), sample);
                }
                String table = shop.get("/api/v1/items.csv").body();
                assertTrue(table.contains(",1.20,0.61,24,3,180,") && table.contains("=4; "), table);
            }
            assertTrue(german.get("/stock/items/sample.csv").body().contains("Artikelnummer;Bezeichnung;Einheit;EAN;"));
            String unknown = upload(german, "Artikelnummer;Farbe\na;rot\n").body();
            assertTrue(unknown.contains("Spalten heißen etwa Artikelnummer, Bezeichnung, EAN"), unknown);
            String slip = upload(german, "Artikelnummer;EK\na;1.099\n").body();
            assertTrue(slip.contains("kann 1099 oder 1,099 sein. Bitte 1099 oder 1,099 schreiben"), slip);
        }
    }

    @Test
    void what_is_lost_and_every_problem_is_told_before_anything_is_done() throws Exception {
        site.catalogue("id,name,codes,supplier\ncola,Cola,5449000000996,Drinks Ltd\n");
        String lost = upload(site, "id,supplier\ncola,\n").body();
        assertTrue(lost.contains("One item loses something in “Supplier”: cola."), lost);
        assertTrue(lost.contains("/stock/items/import"));
        HttpResponse<String> bad = upload(site, "id,name,price\ncola,Cola,cheap\nx,,1\n");
        assertEquals(422, bad.statusCode());
        assertTrue(
                bad.body().contains("&#39;cheap&#39; is no number")
                        || bad.body().contains("'cheap' is no number"),
                bad.body());
        assertTrue(bad.body().contains(">3</td>") && !bad.body().contains("/stock/items/import"), bad.body());
        assertTrue(upload(site, "PK\3\4").body().contains("own file, and no table of text"));
        assertEquals(422, upload(site, "").statusCode());
    }

    @Test
    void only_a_form_with_a_file_is_taken_and_only_from_the_own_pages() throws Exception {
        for (String type : new String[] {"text/csv", "multipart/form-data", "application/x-www-form-urlencoded"}) {
            assertEquals(
                    415,
                    site.post("/stock/items/table", "id,name\na,A\n", "Content-Type", type)
                            .statusCode(),
                    type);
        }
        assertEquals(413, upload(site, "x".repeat(Bodies.TABLE_BYTES_MAX)).statusCode());
        assertEquals(
                403,
                site.post("/stock/items/table", "", "Content-Type", TYPE, "Origin", "http://evil.example")
                        .statusCode());
        assertEquals(
                403,
                site.post(
                                "/stock/items/new",
                                "id=a&name=A",
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Origin",
                                "http://evil.example")
                        .statusCode());
    }

    @Test
    void an_item_is_made_found_and_changed_by_hand() throws Exception {
        HttpResponse<String> made = site.submit(
                "/stock/items/new",
                "id=brie&name=Brie+de+Meaux&unit=kg&codes=2100005000000%3B+wheel%3Aint-7&packs=wheel%3D2.5&supplier=Dairy+%26+Co"
                        + "&price=18.90&cost=&minimum=3&leadTimeDays=&shelfLifeDays=21&orderUnit=&orderMinimum=&recipe=&tracked=lot&tracked=expiry");
        assertEquals(303, made.statusCode(), made.body());
        assertEquals("/stock/brie", made.headers().firstValue("location").orElse(""));
        String row =
                "brie,Brie de Meaux,kg,2100005000000; wheel:int-7,wheel=2.5,lot; expiry,Dairy & Co,18.90,,3,,21,,,,";
        assertTrue(table().contains(row), table());
        assertEquals(412, site.submit("/stock/items/new", "id=brie&name=Other").statusCode());
        String stock = site.page("/stock/brie");
        assertTrue(stock.contains("18.90 / kg"), stock);
        assertTrue(stock.contains("2100005000000; wheel:int-7") && stock.contains("Dairy &amp; Co"), stock);
        assertTrue(stock.contains("href=\"/stock/brie/edit\""), stock);
        assertTrue(site.page("/stock/items?q=int-7").contains("/stock/brie/edit"));
        assertTrue(site.page("/stock/items?q=cola").contains("No item is called that."));
        String form = site.page("/stock/brie/edit");
        assertTrue(form.contains("value=\"2100005000000; wheel:int-7\"") && form.contains("value=\"18.90\""), form);
        HttpResponse<String> saved = site.submit(
                "/stock/brie/edit",
                "tag=" + StockWords.inAddress(tag("/stock/brie/edit")) + "&price=19&retired=yes&name=");
        assertEquals(303, saved.statusCode(), saved.body());
        assertTrue(
                table().contains(row.replace("18.90", "19").replace("lot; expiry", "") + "yes"),
                "what the form does not say stays; boxes that are not ticked are empty: " + table());
        assertEquals(404, site.get("/stock/none/edit").statusCode());
    }

    @Test
    void a_form_says_what_is_wrong_and_keeps_what_was_typed() throws Exception {
        HttpResponse<String> bad =
                site.submit("/stock/items/new", "id=lemonade&name=Lemonade&recipe=lemon%3A4&supplier=%3Cb%3E");
        assertEquals(422, bad.statusCode());
        assertTrue(bad.body().contains("has no number. Write it like flour=0.5"), bad.body());
        assertTrue(bad.body().contains("value=\"lemon:4\"") && !bad.body().contains("<b>"), bad.body());
        assertEquals(422, site.submit("/stock/items/new", "id=&name=Nobody").statusCode());
    }

    @Test
    void who_was_slower_sees_what_somebody_else_made_of_it() throws Exception {
        site.catalogue("id,name,price\ncola,Cola,1.20\n");
        String before = StockWords.inAddress(tag("/stock/cola/edit"));
        site.catalogue("id,price,tracked,retired\ncola,1.30,lot,yes\n");
        HttpResponse<String> late = site.submit("/stock/cola/edit", "tag=" + before + "&name=Cola&price=1.25");
        assertEquals(412, late.statusCode(), late.body());
        assertTrue(late.body().contains("Somebody else has changed this item")
                && late.body().contains("now: 1.30"));
        assertTrue(late.body().contains("now: lot") && late.body().contains("now: yes"), late.body());
        assertTrue(late.body().contains("value=\"1.25\""), late.body());
        assertTrue(table().contains(",1.30,"), table());
        Matcher fresh = Pattern.compile("name=\"tag\" value=\"([^\"]*)\"").matcher(late.body());
        assertTrue(fresh.find());
        String again = "tag=" + StockWords.inAddress(fresh.group(1).replace("&#34;", "\"")) + "&name=Cola&price=1.25";
        assertEquals(303, site.submit("/stock/cola/edit", again).statusCode());
        assertTrue(table().contains(",1.25,"), table());
    }

    @Test
    void the_unit_of_what_was_booked_is_fixed() throws Exception {
        site.catalogue("id,name,unit\nbrie,Brie,kg\n");
        assertFalse(site.page("/stock/brie/edit").contains("readonly"));
        site.book("{\"id\":\"1\",\"kind\":\"receive\",\"item\":\"brie\",\"quantity\":2,\"unit\":\"kg\",\"to\":\"a\"}");
        assertTrue(site.page("/stock/brie/edit").contains("readonly"));
        String tag = StockWords.inAddress(tag("/stock/brie/edit"));
        HttpResponse<String> other = site.submit("/stock/brie/edit", "tag=" + tag + "&name=Brie&unit=each");
        assertEquals(422, other.statusCode());
        assertTrue(other.body().contains("has been booked in it"), other.body());
    }

    @Test
    void a_code_that_nobody_knew_becomes_an_item_with_all_that_belongs_to_it() throws Exception {
        site.book("{\"id\":\"1\",\"kind\":\"receive\",\"item\":\"4006381333931\",\"quantity\":2,\"to\":\"a\"}");
        assertTrue(site.page("/stock/4006381333931").contains("/stock/items/new?codes=4006381333931"));
        assertTrue(site.page("/stock/items/new?codes=4006381333931").contains("value=\"4006381333931\""));
        assertTrue(site.page("/stock/items/new?codes=AB+12").contains("value=\"&#34;AB 12&#34;\""));
    }

    @Test
    void a_german_shop_writes_numbers_with_a_comma_and_reads_german() throws Exception {
        try (WebSite german = new WebSite(root.resolve("german"), Locale.GERMANY)) {
            assertEquals(
                    303,
                    german.submit("/stock/items/new", "id=brie&name=Brie&unit=kg&packs=Laib%3D2%2C5&price=1.018%2C90")
                            .statusCode());
            String form = german.get("/stock/brie/edit").body();
            assertTrue(form.contains("value=\"1018,90\"") && form.contains("value=\"Laib=2,5\""), form);
            assertTrue(form.contains("Einkaufspreis"), form);
            String bad = upload(german, "id;price\nbrie;billig\n").body();
            assertTrue(bad.contains("ist keine Zahl. Bitte wie 1,20 schreiben."), bad);
            assertTrue(german.get("/stock/items").body().contains("1.018,90 / kg"));
        }
    }

    @Test
    void who_declares_a_table_as_a_form_is_told_how_to_send_it() throws Exception {
        String form = "application/x-www-form-urlencoded";
        HttpResponse<String> table = site.post("/api/v1/items.csv", "id,name\na,A\n", "Content-Type", form);
        assertEquals(415, table.statusCode());
        assertTrue(table.body().contains("Content-Type: text/csv"), table.body());
        HttpResponse<String> lines = site.post("/api/v1/movements", "%zz=" + "x".repeat(9_000), "Content-Type", form);
        assertEquals(415, lines.statusCode(), lines.body());
        assertTrue(lines.body().contains("Content-Type: application/json"), lines.body());
        assertEquals(
                413,
                site.post("/api/v1/items.csv", "x".repeat(Bodies.TABLE_BYTES_MAX + 1), "Content-Type", "text/csv")
                        .statusCode());
    }
}
