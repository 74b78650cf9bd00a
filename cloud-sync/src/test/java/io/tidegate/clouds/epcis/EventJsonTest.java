package io.tidegate.clouds.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.net.Tls;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Cause;
import io.tidegate.observation.Cause.Source;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Movement.Way;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Reversal;
import io.tidegate.site.EpcisCloud;
import io.tidegate.site.EpcisCloud.Mode;
import io.tidegate.site.EpcisCloud.Sale;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventJsonTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00.123Z");
    private static final Instant SUMMER = Instant.parse("2026-07-01T10:00:00Z");
    private static final DeviceId TILL = new DeviceId("till-7");
    private static final String GTIN = "4006381333931";
    private static final Way FROM = Way.from("sales-floor");
    private static final Way TO = Way.to("sales-floor");

    private Optional<String> gln = Optional.empty();
    private Sale sale = Sale.OBSERVE;
    private final List<Entry> entries = new ArrayList<>();

    private JsonNode told(Observation... seen) {
        for (Observation each : seen) {
            entries.add(new Entry(entries.size() + 1, AT, each));
        }
        EpcisCloud config = new EpcisCloud(
                Common.of("partner", Duration.ofSeconds(30), BatchLimits.DEFAULT),
                URI.create("https://epcis.example.com/v2"),
                new HttpLogin.None(),
                Tls.STANDARD,
                URI.create("https://shop.example.com/id"),
                gln,
                sale,
                Mode.CAPTURE,
                ZoneId.of("Europe/Berlin"));
        Events events = new Events(new Origin("shop", "gw-1"));
        events.remember(entries);
        List<Event> all =
                entries.stream().flatMap(entry -> events.of(entry).stream()).toList();
        EventJson json = new EventJson(config);
        all.forEach(event -> Shape.checkSingle(new String(json.single(event), StandardCharsets.UTF_8)));
        return Shape.checkDocument(new String(json.document(all, AT), StandardCharsets.UTF_8))
                .at("/epcisBody/eventList");
    }

    private static Movement movement(MovementKind kind, Goods goods) {
        Way way = kind == MovementKind.TRANSFER
                ? new Way(Optional.of("back-room"), Optional.of("sales-floor"))
                : kind.leaves() ? FROM : TO;
        return new Movement(TILL, AT, "till-7:991", kind, goods, way, Cause.of(Source.SCAN));
    }

    private static Goods goods(String item, String quantity, String unit) {
        return Goods.of(item, new Amount(new BigDecimal(quantity), unit));
    }

    private static String text(JsonNode event, String pointer) {
        return event.at(pointer).asText();
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVE, OBSERVE, receiving, in_progress",
        "SELL, OBSERVE, retail_selling, retail_sold",
        "RETURN, OBSERVE, receiving, returned",
        "COUNT, OBSERVE, cycle_counting, sellable_accessible",
        "WASTE, DELETE, destroying, destroyed",
        "ADJUST, OBSERVE, other, ''"
    })
    void each_kind_of_movement_has_its_words(MovementKind kind, String action, String step, String disposition) {
        JsonNode event = told(movement(kind, goods(GTIN, "2", "each"))).get(0);
        assertEquals("ObjectEvent", text(event, "/type"));
        assertEquals(action, text(event, "/action"));
        assertEquals(step, text(event, "/bizStep"));
        assertEquals(disposition, text(event, "/disposition"));
        assertEquals("https://id.gs1.org/01/04006381333931", text(event, "/quantityList/0/epcClass"));
        assertEquals("2", event.at("/quantityList/0/quantity").toString());
        assertEquals("https://shop.example.com/id/location/sales-floor", text(event, "/readPoint/id"));
        assertEquals("https://shop.example.com/id/location/sales-floor", text(event, "/bizLocation/id"));
        assertEquals("gw-1:1", text(event, "/gw:ledgerSeq"));
    }

    @Test
    void a_transfer_is_sent_and_received() {
        JsonNode events = told(movement(MovementKind.TRANSFER, goods(GTIN, "2", "each")));
        assertEquals(2, events.size());
        assertEquals("shipping", text(events.get(0), "/bizStep"));
        assertTrue(events.get(0).path("bizLocation").isMissingNode(), "what is on its way is at no place");
        assertEquals("receiving", text(events.get(1), "/bizStep"));
        assertNotEquals(text(events.get(0), "/eventID"), text(events.get(1), "/eventID"));
        for (JsonNode each : events) {
            assertEquals("https://shop.example.com/id/location/back-room", text(each, "/sourceList/0/source"));
            assertEquals(
                    "https://shop.example.com/id/location/sales-floor", text(each, "/destinationList/0/destination"));
        }
    }

    @Test
    void lines_of_one_run_are_one_transformation_in_whatever_batches_they_come() {
        Cause run = Cause.of(Source.RULE).inRun("bake 17");
        JsonNode in = told(new Movement(TILL, AT, "a", MovementKind.CONSUME, goods("flour", "2.5", "kg"), FROM, run))
                .get(0);
        JsonNode out = told(new Movement(TILL, AT, "b", MovementKind.PRODUCE, goods("bread", "4", "each"), TO, run))
                .get(1);
        assertEquals("TransformationEvent", text(in, "/type"));
        assertEquals("https://shop.example.com/id/run/bake%2017", text(in, "/transformationID"));
        assertEquals(in.get("transformationID"), out.get("transformationID"));
        assertEquals("KGM", text(in, "/inputQuantityList/0/uom"));
        assertFalse(in.has("outputQuantityList"));
        assertEquals("https://shop.example.com/id/item/bread", text(out, "/outputQuantityList/0/epcClass"));
        assertNotEquals(in.get("eventID"), out.get("eventID"));
    }

    @Test
    void what_is_taken_back_is_told_as_it_was_and_that_it_was_not_so() {
        Reversal undo = new Reversal(
                TILL,
                AT.plusSeconds(9),
                "till-7:992",
                "till-7:991",
                Cause.of(Source.PERSON).because("slip"));
        JsonNode events = told(movement(MovementKind.SELL, goods(GTIN, "2", "each")), undo);
        JsonNode declared = events.get(1);
        assertEquals(text(events.get(0), "/eventID"), text(declared, "/eventID"));
        assertEquals("2026-11-23T10:00:09.123Z", text(declared, "/errorDeclaration/declarationTime"));
        assertEquals("slip", text(declared, "/errorDeclaration/gw:reason"));
        JsonNode rest = declared.deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) rest).remove("errorDeclaration");
        assertEquals(events.get(0), rest);
    }

    @Test
    void both_halves_of_a_transfer_are_taken_back() {
        Reversal undo = new Reversal(TILL, AT, "till-7:992", "till-7:991", Cause.of(Source.SCAN));
        JsonNode events = told(movement(MovementKind.TRANSFER, goods(GTIN, "2", "each")), undo);
        assertEquals(4, events.size());
        assertEquals(events.get(0).get("eventID"), events.get(2).get("eventID"));
        assertEquals(events.get(1).get("eventID"), events.get(3).get("eventID"));
    }

    @ParameterizedTest
    @EnumSource(value = MovementKind.class)
    void what_was_told_before_a_restart_is_taken_back_by_its_id(MovementKind kind) {
        String id = text(told(movement(kind, goods(GTIN, "2", "each"))).get(0), "/eventID");
        entries.clear();
        JsonNode declared = told(new Reversal(TILL, AT, "x", "till-7:991", Cause.of(Source.SCAN)))
                .get(0);
        assertEquals(id, text(declared, "/eventID"));
        assertTrue(declared.has("errorDeclaration"));
    }

    @ParameterizedTest
    @CsvSource({
        GTIN + ", A1, https://id.gs1.org/01/04006381333931/10/A1",
        GTIN + ", a/b, https://id.gs1.org/01/04006381333931/10/a%2Fb",
        GTIN + ", a lot with blanks, https://id.gs1.org/01/04006381333931",
        "2012345000004, , https://shop.example.com/id/item/2012345000004",
        "Käse 1, A1, https://shop.example.com/id/item/K%C3%A4se%201/lot/A1"
    })
    void goods_have_a_number_of_gs1_only_where_they_were_given_one(String item, String lot, String uri) {
        Goods goods = goods(item, "1", "each");
        JsonNode event = told(movement(MovementKind.SELL, lot == null ? goods : goods.ofLot(lot)))
                .get(0);
        assertEquals(uri, text(event, "/quantityList/0/epcClass"));
        assertEquals(lot == null ? "" : lot, text(event, "/gw:lot"));
    }

    @Test
    void a_site_with_a_gln_names_its_places_by_it() {
        gln = Optional.of("4012345000009");
        JsonNode event =
                told(movement(MovementKind.SELL, goods(GTIN, "1", "each"))).get(0);
        assertEquals("https://id.gs1.org/414/4012345000009/254/sales-floor", text(event, "/readPoint/id"));
        assertEquals("https://id.gs1.org/414/4012345000009", text(event, "/bizLocation/id"));
    }

    @ParameterizedTest
    @CsvSource({"2, each, ''", "2, case, ''", "0.5, each, EA", "1.25, kg, KGM", "3, l, LTR"})
    void only_what_is_measured_has_a_unit(String quantity, String unit, String uom) {
        JsonNode event =
                told(movement(MovementKind.SELL, goods(GTIN, quantity, unit))).get(0);
        assertEquals(uom, text(event, "/quantityList/0/uom"));
        assertEquals(unit.equals("case") ? "case" : "", text(event, "/gw:unit"));
    }

    @Test
    void the_unit_of_the_item_counts_where_it_is_known() {
        Goods two =
                goods("beer", "2", "case").known("beer", Optional.empty(), new Amount(new BigDecimal("24"), "each"));
        assertEquals(
                "24",
                told(movement(MovementKind.RECEIVE, two))
                        .at("/0/quantityList/0/quantity")
                        .toString());
    }

    @Test
    void an_adjustment_says_which_way() {
        JsonNode event =
                told(movement(MovementKind.ADJUST, goods(GTIN, "-3", "each"))).get(0);
        assertEquals("3", event.at("/quantityList/0/quantity").toString());
        assertEquals("-3", event.get("gw:difference").toString());
    }

    @Test
    void times_are_those_of_the_site() {
        assertEquals(
                "+01:00",
                text(told(movement(MovementKind.SELL, goods(GTIN, "1", "each"))).get(0), "/eventTimeZoneOffset"));
        Movement july = new Movement(
                TILL, SUMMER, "b", MovementKind.SELL, goods(GTIN, "1", "each"), FROM, Cause.of(Source.SCAN));
        JsonNode event = told(july).get(1);
        assertEquals("2026-07-01T12:00:00+02:00", text(event, "/eventTime"));
        assertEquals("+02:00", text(event, "/eventTimeZoneOffset"));
    }

    @Test
    void a_sale_may_be_told_as_the_end_of_the_goods() {
        sale = Sale.DELETE;
        assertEquals("DELETE", text(told(movement(MovementKind.SELL, goods(GTIN, "1", "each"))), "/0/action"));
    }

    @ParameterizedTest
    @CsvSource({
        "4006381333931, https://id.gs1.org/01/04006381333931",
        "2000000001012, https://shop.example.com/id/item/pen"
    })
    void goods_of_the_shops_own_name_are_told_by_a_gtin_that_means_them_everywhere(String gtin, String name) {
        Goods pens = goods("pen", "1", "each").known("pen", Optional.of(gtin), new Amount(BigDecimal.ONE, "each"));
        assertEquals(name, text(told(movement(MovementKind.SELL, pens)), "/0/quantityList/0/epcClass"));
    }

    @Test
    void what_only_we_know_is_told_in_our_words_but_not_who_did_it() {
        Goods goods = new Goods(
                GTIN,
                Optional.empty(),
                new Amount(BigDecimal.ONE, "each"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("S1"),
                Optional.of(LocalDate.of(2027, 1, 31)));
        Cause cause = Cause.of(Source.PERSON).by("Ann").because("dropped");
        JsonNode event = told(new Movement(TILL, AT, "w", MovementKind.WASTE, goods, FROM, cause))
                .get(0);
        assertEquals("dropped", text(event, "/gw:reason"));
        assertEquals("2027-01-31", text(event, "/gw:expiry"));
        assertEquals("S1", text(event, "/gw:serial"));
        assertFalse(event.toString().contains("Ann"));
    }

    @Test
    void an_id_by_name_is_of_version_five() {
        // As Python's uuid.uuid5 makes it.
        assertEquals(
                "49b0f052-8746-5a41-845e-77f89dc1d05b",
                Names.uuid("https://shop.example.com/id/movement/till-7%3A991").toString());
    }
}
