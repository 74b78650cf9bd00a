package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scales and counters, on the page and by the API. */
class GaugePagesTest {

    @TempDir
    Path root;

    private final ObjectMapper mapper = new ObjectMapper();

    private JsonNode sensor(GaugeShop shop, int index) throws Exception {
        return mapper.readTree(shop.site.page("/api/v1/stock/sensors")).path(index);
    }

    @Test
    void a_scale_is_told_with_what_it_shows_what_that_comes_to_and_what_is_booked() throws Exception {
        try (GaugeShop shop = new GaugeShop(root, Locale.UK)) {
            shop.site.reading("bin-7", "weight", 151.0);
            shop.says("waiting until it lies still at 10\u00a0pcs (", "151\u00a0g", ">10.2\u00a0pcs<");
            shop.says("lies still", "<a href=\"/stock/nut\">Nut M6</a>", ">Line 1<", ">10\u00a0pcs<");
            shop.site.reading("bin-7", "weight", 0.0);
            shop.says("lighter than empty: lifted", ">-20\u00a0pcs<", ">10\u00a0pcs<");
            shop.site.reading("bin-7", "weight", "overload");
            shop.says("shows no number", "overload");
        }
    }

    @Test
    void a_counter_is_told_with_what_is_not_booked_yet_and_why_it_does_not_count() throws Exception {
        try (GaugeShop shop = new GaugeShop(root, Locale.UK)) {
            shop.site.reading("press", "count", 10.0);
            shop.says("nothing heard yet: the device tells no \u201cstrokes\u201d, but count");
            shop.site.reading("press", "strokes", 10.0);
            shop.says("nothing new to book");
            shop.site.reading("press", "strokes", 13.0);
            shop.says("counting: booked together (60\u00a0min more)", ">3\u00a0pcs more<");
            shop.site.reading("press", "strokes", 2.0);
            shop.says("shows less than before: waiting whether it began anew (10\u00a0s more)");
            shop.site.reading("press", "strokes", 900_000.0);
            shop.says("more than perMinuteMax: waiting whether it lasts (");
        }
    }

    @Test
    void what_is_wrong_is_told_with_the_reason() throws Exception {
        try (GaugeShop shop = new GaugeShop(root, Locale.UK)) {
            shop.says("nothing heard yet: look at the device and its name", "<a href=\"/stock/4006381333931\">");
            shop.says("<a href=\"/stock?show=unknown&amp;code=4006381333931\">“4006381333931” is not in the catalogue");
            shop.fault("bin-7", "timeout");
            shop.says("does not answer: ");
            shop.site.reading("saw", "count", 10.0);
            shop.site.reading("saw", "count", 15.0);
            shop.says("<a href=\"/parked\">One booking set aside since the gateway started</a>: ", "Steel strip");
            Awaiting.until(
                    "the API knows it", () -> sensor(shop, 3).path("parked").asInt() == 1);
            assertTrue(sensor(shop, 3).path("parkedReason").asText().contains("'kg'"));
            assertTrue(sensor(shop, 3).path("booked").isNull());
            assertEquals("timeout", sensor(shop, 0).path("fault").asText());
        }
    }

    @Test
    void what_the_catalogue_does_not_know_can_be_named_before_anything_is_booked() throws Exception {
        try (GaugeShop shop = new GaugeShop(root, Locale.UK)) {
            String page = shop.site.page("/stock?show=unknown&code=4006381333931");
            assertTrue(page.contains("<span class=\"code\">4006381333931</span>"), page);
            shop.site.submit("/stock", "show=unknown&code=4006381333931&item=bolt&name=Bolt+M8");
            Awaiting.until("it is named", () -> shop.site.page(GaugeShop.PAGE).contains("Bolt M8"));
            assertFalse(shop.site.page(GaugeShop.PAGE).contains("is not in the catalogue"));
            assertFalse(shop.site.page("/stock?show=unknown&code=4006381333931").contains("class=\"code\""));
        }
    }

    @Test
    void a_text_that_is_nearly_a_number_is_told_with_what_makes_it_one() throws Exception {
        try (GaugeShop shop = new GaugeShop(root, Locale.UK)) {
            shop.site.reading("bin-7", "weight", "2920 g");
            shop.says("shows no number: write “numbers: {units: \"g\"}” at its device in the site file");
            shop.site.reading("bin-7", "weight", "-21,5");
            shop.says("“numbers: {decimal: comma}”");
            shop.site.reading("bin-7", "weight", "21,5 °C");
            shop.says("“numbers: {decimal: comma, units: \"°C\"}”");
            shop.site.reading("bin-7", "weight", "3 overload 4");
            shop.says("shows no number</div>");
        }
    }

    @Test
    void the_api_tells_the_same_in_figures() throws Exception {
        try (GaugeShop shop = new GaugeShop(root, Locale.UK)) {
            shop.site.reading("bin-7", "weight", 151.0);
            shop.site.reading("bin-8", "weight", 500.0);
            Awaiting.until(
                    "it lies still",
                    () -> sensor(shop, 0).toString().contains("\"state\":\"still\"")
                            && sensor(shop, 0).path("waiting").asInt() == 0);
            assertEquals("""
                    {"device":"bin-7","field":"weight","kind":"scale","item":"nut","name":"Nut M6","location":"line",\
                    "unit":"each","shown":{"value":151.0,"unit":"g","recordedAt":"*"},"quantity":10.2,"booked":10,\
                    "state":"still","expected":null,"until":null,"silentSince":null,"fault":null,"waiting":0,"parked":0,\
                    "parkedReason":null}""", sensor(shop, 0).toString().replaceAll("(?<=\"recordedAt\":\")[^\"]+", "*"));
            JsonNode other = sensor(shop, 1);
            assertEquals("settling", other.path("state").asText());
            assertEquals(100, other.path("expected").asInt());
            assertTrue(other.path("until").asText().endsWith("Z"), other::toString);
            assertTrue(other.path("name").isNull() && other.path("booked").isNull(), other::toString);
            assertEquals("counter", sensor(shop, 2).path("kind").asText());
            assertEquals("unheard", sensor(shop, 2).path("state").asText());
        }
    }

    @Test
    void a_german_shop_reads_it_in_german() throws Exception {
        try (GaugeShop shop = new GaugeShop(root, Locale.GERMANY)) {
            shop.site.reading("bin-7", "weight", 151.0);
            shop.says("wartet, bis es ruhig liegt, bei 10\u00a0Stück (noch ", ">10,2\u00a0Stück<");
        }
    }

    @Test
    void a_site_without_any_is_told_how_to_name_one() throws Exception {
        try (WebSite site = new WebSite(root)) {
            String page = site.page(GaugeShop.PAGE);
            assertTrue(page.contains("No scale and no counter moves stock here."), page);
            assertTrue(page.contains("docs/stock-sensors.md") && page.contains("unitWeight: 2.46"), page);
            assertTrue(site.page("/stock").contains("<a href=\"/stock/sensors\">Scales and counters</a>"));
            assertEquals("[]", site.page("/api/v1/stock/sensors"));
        }
    }
}
