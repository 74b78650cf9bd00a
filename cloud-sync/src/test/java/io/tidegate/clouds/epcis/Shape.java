package io.tidegate.clouds.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What EPCIS 2.0 requires of a document, as far as we write one. Functions only. */
final class Shape {

    private static final Set<String> COMMON = Set.of(
            "@context",
            "type",
            "eventID",
            "eventTime",
            "eventTimeZoneOffset",
            "errorDeclaration",
            "bizStep",
            "disposition",
            "readPoint",
            "bizLocation",
            "sourceList",
            "destinationList");

    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "ObjectEvent", Set.of("action", "epcList", "quantityList"),
            "TransformationEvent", Set.of("transformationID", "inputQuantityList", "outputQuantityList"));

    private static final Set<String> STEPS =
            Set.of("receiving", "retail_selling", "shipping", "cycle_counting", "destroying", "commissioning", "other");

    private static final Set<String> DISPOSITIONS = Set.of(
            "in_progress", "retail_sold", "returned", "in_transit", "sellable_accessible", "destroyed", "active");

    private Shape() {}

    static JsonNode read(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    static JsonNode checkDocument(String body) {
        JsonNode document = read(body);
        checkContext(document);
        assertEquals("EPCISDocument", document.path("type").asText());
        assertEquals("2.0", document.path("schemaVersion").asText());
        OffsetDateTime.parse(document.path("creationDate").asText());
        JsonNode events = document.at("/epcisBody/eventList");
        assertTrue(events.isArray() && !events.isEmpty(), body);
        events.forEach(Shape::checkEvent);
        return document;
    }

    static JsonNode checkSingle(String body) {
        JsonNode event = read(body);
        checkContext(event);
        checkEvent(event);
        return event;
    }

    private static void checkContext(JsonNode node) {
        checkUri(node.at("/@context/0"));
        checkUri(node.at("/@context/1/gw"));
    }

    static void checkEvent(JsonNode event) {
        String type = event.path("type").asText();
        assertTrue(MEMBERS.containsKey(type), type);
        Set<String> unknown = new TreeSet<>();
        event.fieldNames().forEachRemaining(unknown::add);
        unknown.removeIf(
                name -> COMMON.contains(name) || MEMBERS.get(type).contains(name) || name.matches("gw:[A-Za-z]+"));
        assertEquals(Set.of(), unknown);
        checkUri(event.path("eventID"));
        OffsetDateTime at = OffsetDateTime.parse(event.path("eventTime").asText());
        String offset = event.path("eventTimeZoneOffset").asText();
        assertTrue(offset.matches("[+-](0\\d|1[0-3]):[0-5]\\d|[+-]14:00"), offset);
        assertEquals(
                offset,
                at.getOffset().getTotalSeconds() == 0
                        ? "+00:00"
                        : at.getOffset().getId());
        assertTrue(!event.has("bizStep") || STEPS.contains(event.get("bizStep").asText()));
        assertTrue(!event.has("disposition")
                || DISPOSITIONS.contains(event.get("disposition").asText()));
        for (String place : new String[] {"readPoint", "bizLocation"}) {
            if (event.has(place)) {
                checkUri(event.get(place).path("id"));
            }
        }
        if (event.has("errorDeclaration")) {
            OffsetDateTime.parse(event.at("/errorDeclaration/declarationTime").asText());
            assertEquals("did_not_occur", event.at("/errorDeclaration/reason").asText());
        }
        checkEnds(event);
        checkGoods(event, type);
    }

    private static void checkEnds(JsonNode event) {
        for (String end : new String[] {"source", "destination"}) {
            for (JsonNode each : event.path(end + "List")) {
                assertEquals(2, each.size());
                assertEquals("location", each.path("type").asText());
                checkUri(each.path(end));
            }
        }
    }

    private static void checkGoods(JsonNode event, String type) {
        if (type.equals("ObjectEvent")) {
            assertTrue(Set.of("OBSERVE", "ADD", "DELETE")
                    .contains(event.path("action").asText()));
            assertTrue(
                    event.path("epcList").isArray()
                            || !event.path("quantityList").isEmpty(),
                    event.toString());
        } else {
            checkUri(event.path("transformationID"));
            assertFalse(event.path("inputQuantityList").isEmpty()
                    && event.path("outputQuantityList").isEmpty());
        }
        for (String list : new String[] {"quantityList", "inputQuantityList", "outputQuantityList"}) {
            for (JsonNode goods : event.path(list)) {
                checkUri(goods.path("epcClass"));
                assertTrue(goods.path("quantity").isNumber()
                        && goods.path("quantity").decimalValue().signum() >= 0);
                assertTrue(!goods.has("uom") || goods.get("uom").asText().matches("[A-Z0-9]{2,3}"));
            }
        }
    }

    private static void checkUri(JsonNode text) {
        assertTrue(text.isTextual() && URI.create(text.asText()).isAbsolute(), text.toString());
    }
}
