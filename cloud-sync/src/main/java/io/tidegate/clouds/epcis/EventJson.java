package io.tidegate.clouds.epcis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Reversal;
import io.tidegate.observation.StockJson;
import io.tidegate.site.EpcisCloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Events in the JSON-LD of EPCIS 2.0. Safe from any thread. */
final class EventJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    /** The schema knows no zone further from UTC. */
    private static final int OFFSET_HOURS_MAX = 14;

    private final EpcisCloud config;
    private final Names names;

    EventJson(EpcisCloud config) {
        this.config = config;
        this.names = new Names(config);
    }

    /** Many, for {@code /capture}. */
    byte[] document(List<Event> events, Instant now) {
        return bytes(json -> {
            context(json);
            json.writeStringField("type", "EPCISDocument");
            json.writeStringField("schemaVersion", "2.0");
            json.writeStringField(
                    "creationDate", now.truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeObjectFieldStart("epcisBody");
            json.writeArrayFieldStart("eventList");
            for (Event event : events) {
                json.writeStartObject();
                members(json, event);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** One, for {@code /events}. */
    byte[] single(Event event) {
        return bytes(json -> {
            context(json);
            members(json, event);
        });
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] bytes(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private void context(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("@context");
        json.writeString(CONTEXT);
        json.writeStartObject();
        uri(json, "gw", names.terms());
        json.writeEndObject();
        json.writeEndArray();
    }

    private void members(JsonGenerator json, Event event) throws IOException {
        switch (event) {
            case Event.Moved moved -> moved(json, moved);
            case Event.Declared declared -> declared(json, declared);
        }
    }

    private void moved(JsonGenerator json, Event.Moved moved) throws IOException {
        Movement movement = moved.movement();
        Step step = moved.step();
        json.writeStringField("type", step.isTransformation() ? "TransformationEvent" : "ObjectEvent");
        uri(json, "eventID", names.event(movement.id(), step));
        time(json, movement.at());
        if (moved.reversal().isPresent()) {
            error(json, moved.reversal().get());
        }
        if (step.isTransformation()) {
            uri(json, "transformationID", names.run(movement.cause().run().orElse(movement.id())));
            quantities(json, step == Step.PRODUCE ? "outputQuantityList" : "inputQuantityList", movement.goods());
        } else {
            json.writeStringField("action", action(step));
            quantities(json, "quantityList", movement.goods());
        }
        json.writeStringField("bizStep", step.bizStep());
        StockJson.optional(json, "disposition", step.disposition);
        places(json, step, movement.way());
        ownMembers(json, moved.entry(), movement);
    }

    /** Only the id is known: without goods and places, which no event of its kind needs to have. */
    private void declared(JsonGenerator json, Event.Declared declared) throws IOException {
        Reversal reversal = declared.reversal();
        json.writeStringField("type", "ObjectEvent");
        uri(json, "eventID", names.event(reversal.reverses(), Step.ADJUST));
        time(json, reversal.at());
        error(json, reversal);
        json.writeStringField("action", "OBSERVE");
        json.writeArrayFieldStart("epcList");
        json.writeEndArray();
        json.writeStringField("gw:ledgerSeq", declared.entry());
        json.writeStringField("gw:movement", reversal.reverses());
    }

    private String action(Step step) {
        return switch (step) {
            case WASTE -> "DELETE";
            case SELL -> config.sale().name();
            case RECEIVE, RETURN, SHIP, ARRIVE, COUNT, PRODUCE, CONSUME, ADJUST -> "OBSERVE";
        };
    }

    private void time(JsonGenerator json, Instant at) throws IOException {
        ZoneOffset there = config.timezone().getRules().getOffset(at);
        // Offsets of the age before time zones have seconds; the schema has not.
        ZoneOffset offset =
                there.getTotalSeconds() % 60 != 0 || Math.abs(there.getTotalSeconds()) > OFFSET_HOURS_MAX * 3600
                        ? ZoneOffset.UTC
                        : there;
        json.writeStringField(
                "eventTime",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        at.truncatedTo(ChronoUnit.MILLIS).atOffset(offset)));
        json.writeStringField("eventTimeZoneOffset", offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());
    }

    private static void error(JsonGenerator json, Reversal reversal) throws IOException {
        json.writeObjectFieldStart("errorDeclaration");
        json.writeStringField(
                "declarationTime", reversal.at().truncatedTo(ChronoUnit.MILLIS).toString());
        json.writeStringField("reason", "did_not_occur");
        StockJson.optional(json, "gw:reason", reversal.cause().reason());
        json.writeStringField("gw:reversal", reversal.id());
        json.writeEndObject();
    }

    private void quantities(JsonGenerator json, String list, Goods goods) throws IOException {
        Amount amount = amount(goods);
        json.writeArrayFieldStart(list);
        json.writeStartObject();
        uri(json, "epcClass", names.goods(goods));
        number(json, "quantity", amount.quantity().abs());
        StockJson.optional(json, "uom", Measures.code(amount));
        json.writeEndObject();
        json.writeEndArray();
    }

    private static Amount amount(Goods goods) {
        return goods.booked().orElse(goods.amount());
    }

    private void places(JsonGenerator json, Step step, Movement.Way way) throws IOException {
        Optional<String> at = step.isSeenWhereGoodsCome() ? way.to() : way.from();
        if (at.isPresent()) {
            id(json, "readPoint", names.place(at.get()));
            if (step.end != Step.End.ON_THE_WAY) {
                id(json, "bizLocation", names.site(at.get()));
            }
        }
        if (step.isTransfer()) {
            end(json, "source", way.from().orElseThrow());
            end(json, "destination", way.to().orElseThrow());
        }
    }

    private void end(JsonGenerator json, String word, String location) throws IOException {
        json.writeArrayFieldStart(word + "List");
        json.writeStartObject();
        json.writeStringField("type", "location");
        uri(json, word, names.place(location));
        json.writeEndObject();
        json.writeEndArray();
    }

    /** What EPCIS has no word for. Who did it stays in the house. */
    private static void ownMembers(JsonGenerator json, String entry, Movement movement) throws IOException {
        Goods goods = movement.goods();
        Amount amount = amount(goods);
        json.writeStringField("gw:ledgerSeq", entry);
        json.writeStringField("gw:movement", movement.id());
        json.writeStringField("gw:kind", movement.kindOfMovement().word());
        json.writeStringField("gw:device", movement.device().value());
        StockJson.optional(json, "gw:reason", movement.cause().reason());
        StockJson.optional(json, "gw:lot", goods.lot());
        StockJson.optional(json, "gw:serial", goods.serial());
        StockJson.optional(json, "gw:expiry", goods.expiry().map(Object::toString));
        StockJson.optional(json, "gw:unit", Optional.of(amount.unit()).filter(_ -> !Measures.isSaid(amount)));
        if (movement.kindOfMovement() == MovementKind.ADJUST) {
            number(json, "gw:difference", amount.quantity());
        }
    }

    private static void id(JsonGenerator json, String name, URI id) throws IOException {
        json.writeObjectFieldStart(name);
        uri(json, "id", id);
        json.writeEndObject();
    }

    private static void uri(JsonGenerator json, String name, URI uri) throws IOException {
        json.writeStringField(name, uri.toString());
    }

    private static void number(JsonGenerator json, String name, BigDecimal number) throws IOException {
        json.writeFieldName(name);
        StockJson.number(json, number);
    }
}
