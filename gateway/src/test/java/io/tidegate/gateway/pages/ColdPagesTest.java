package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lots, and the cold chain, by the API and on the page. */
class ColdPagesTest {

    @TempDir
    Path root;

    private final ObjectMapper mapper = new ObjectMapper();

    private JsonNode json(WebSite site, String path) throws Exception {
        HttpResponse<String> answer = site.get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return mapper.readTree(answer.body());
    }

    @Test
    void the_exposed_lots_are_told_by_the_api() throws Exception {
        try (ColdShop shop = new ColdShop(root, Locale.UK)) {
            JsonNode found = json(
                    shop.site, "/api/v1/exposures?location=cold&above=8&from=" + shop.hour(0) + "&to=" + shop.hour(4));
            assertEquals("cellar-1", found.path("device").asText());
            assertEquals("Cel", found.path("unit").asText());
            assertEquals(60, found.path("resolutionSeconds").asInt());
            JsonNode interval = found.path("intervals").path(0);
            assertEquals(1, found.path("intervals").size(), found.toString());
            assertEquals(1_800, interval.path("seconds").asInt());
            assertEquals(11.5, interval.path("max").asDouble());
            assertEquals("B7", interval.path("goods").path(0).path("lot").asText());
            JsonNode lot = found.path("lots").path(0);
            assertEquals(
                    "Brie de Meaux B7 6 each 1800 s",
                    lot.path("name").asText() + " " + lot.path("lot").asText() + " "
                            + lot.path("quantity").asText() + " "
                            + lot.path("unit").asText() + " "
                            + lot.path("seconds") + " s");
            assertFalse(found.toString().contains("GONE"), found.toString());
            assertEquals(1, found.path("gaps").size(), found.toString());
            assertFalse(found.path("more").asBoolean());
        }
    }

    @Test
    void what_cannot_be_asked_is_refused_with_what_to_do() throws Exception {
        try (ColdShop shop = new ColdShop(root, Locale.UK)) {
            for (String query : new String[] {
                "",
                "?location=cold&above=warm",
                "?location=cold&below=9&above=8",
                "?location=cold",
                "?location=cold&above=8&from=2020-01-01T00:00:00Z",
                "?location=cold&above=8&from=2100-01-01T00:00:00Z"
            }) {
                HttpResponse<String> answer = shop.site.get("/api/v1/exposures" + query);
                assertEquals(400, answer.statusCode(), query + answer.body());
                assertTrue(answer.body().contains("remedy"), answer.body());
            }
            assertEquals(
                    404,
                    shop.site.get("/api/v1/exposures?location=shop&above=8").statusCode());
            assertEquals(400, shop.site.get("/stock/cold?location=cold&above=x").statusCode());
        }
    }

    @Test
    void the_page_says_what_was_exposed_for_how_long_and_what_nobody_knows() throws Exception {
        try (ColdShop shop = new ColdShop(root, Locale.UK)) {
            String stock = shop.site.get("/stock").body();
            assertTrue(stock.contains("<a href=\"/stock/cold?location=cold\">Cold room</a>"), stock);
            assertTrue(stock.contains("<a href=\"/stock/cold\">Cold chain</a>"), stock);
            String empty = shop.site.get("/stock/cold?location=cold").body();
            assertFalse(empty.contains("Say above or below") || empty.contains("class=\"banner\""), empty);
            assertTrue(empty.contains("Fill in above or below which value") && empty.contains("press “Show”"), empty);
            String unsaid = shop.site
                    .get("/stock/cold?location=cold&above=&below=&since=2026-11-23T00:00&until=")
                    .body();
            assertTrue(unsaid.contains("Say above or below which value."), unsaid);
            String page = shop.site.get(shop.page()).body();
            assertTrue(page.contains("Cold room was above 8\u00a0°C for 30 min from"), page);
            assertTrue(page.contains(">Brie de Meaux</a>") && page.contains("B7 until 3 Feb 2031"), page);
            assertTrue(page.contains("11.5\u00a0°C") && page.contains("6 pcs"), page);
            assertTrue(page.contains("nobody knows how warm it was"), page);
            assertFalse(page.contains("GONE"), page);
            assertTrue(page.contains("in one excursion; for another 6"), page);
            assertTrue(
                    headline(shop, 95, 215)
                            .matches("Cold room was not above 8\u00a0°C .*as far as .*: for 3. min its.*"),
                    headline(shop, 95, 215));
            assertTrue(
                    headline(shop, 130, 240)
                            .matches("For most of the time .* 6. min of 110 min, nobody knows whether .*"),
                    headline(shop, 130, 240));
            assertTrue(
                    headline(shop, 180, 240).startsWith("Nobody knows whether Cold room was above 8\u00a0°C from"),
                    headline(shop, 180, 240));
        }
        try (ColdShop german = new ColdShop(root.resolve("german"), Locale.GERMANY)) {
            String page = german.site.get(german.page()).body();
            assertTrue(page.contains("30 min lang über 8\u00a0°C, einmal; weitere "), page);
        }
    }

    /** What stands above all, of the time between two minutes after the beginning. */
    private static String headline(ColdShop shop, int from, int until) throws Exception {
        String page = shop.site
                .get(shop.page(
                        shop.hour(0).plusSeconds(60L * from), shop.hour(0).plusSeconds(60L * until)))
                .body();
        return page.split("<p class=\"strong\">")[1].split("</p>")[0];
    }

    @Test
    void a_site_without_a_thermometer_is_told_how_to_name_one() throws Exception {
        try (WebSite site = new WebSite(root)) {
            assertTrue(site.get("/stock/cold").body().contains("No location has a thermometer"));
        }
    }

    @Test
    void a_lot_is_told_with_its_movements_and_its_kin() throws Exception {
        try (ColdShop shop = new ColdShop(root, Locale.UK)) {
            shop.book("""
                    [{"id":"in","kind":"consume","item":"brie","lot":"B7","quantity":1,"from":"cold","run":"r1"},
                     {"id":"out","kind":"produce","item":"quiche","lot":"Q/1","quantity":4,"to":"shop","run":"r1"}]""");
            JsonNode brie = json(shop.site, "/api/v1/lots/brie/B7");
            assertEquals("Brie de Meaux", brie.path("name").asText());
            assertEquals("2031-02-03", brie.path("expiry").asText());
            assertEquals(
                    "receive consume",
                    String.join(
                            " ",
                            StreamSupport.stream(brie.path("movements").spliterator(), false)
                                    .map(each ->
                                            each.path("movement").path("kind").asText())
                                    .toList()));
            assertEquals("Q/1", brie.path("wentInto").path(0).path("lot").asText());
            JsonNode quiche = json(shop.site, "/api/v1/lots/quiche/Q%2F1");
            assertEquals("B7", quiche.path("madeFrom").path(0).path("lot").asText());
            assertEquals("r1", quiche.path("madeFrom").path(0).path("run").asText());
            assertEquals(404, shop.site.get("/api/v1/lots/brie/B8").statusCode());
            JsonNode here = json(shop.site, "/api/v1/lots?location=cold");
            assertEquals("B7", here.path(0).path("lot").asText());
            assertEquals(
                    "5", here.path(0).path("levels").path(0).path("quantity").asText());
            assertEquals(2, json(shop.site, "/api/v1/lots?item=brie").size());
        }
    }
}
