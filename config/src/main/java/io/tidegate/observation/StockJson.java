package io.tidegate.observation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The one JSON form of what an entry of the stock says, in the journal, in sinks and in the API. Safe from any thread.
 *
 * <pre>{@code
 * {"id":"till-7:991","kind":"sell","item":"4006381333931","quantity":2,"unit":"each","from":"sales-floor","lot":"A1"}
 * }</pre>
 */
public final class StockJson {

    private static final JsonFactory JSON = new JsonFactory();

    /** All names of members, and what is never long: numbers, units, words. */
    private static final int FRAME_LENGTH = 532;

    /** The same of a pack, a code, or a part of a recipe. */
    private static final int PART_LENGTH = 96;

    private StockJson() {}

    /** The members of the object that stands beside device and time. */
    public static void write(JsonGenerator json, Stock stock) throws IOException {
        json.writeStartObject();
        switch (stock) {
            case Movement movement -> movement(json, movement);
            case Reversal reversal -> {
                json.writeStringField("id", reversal.id());
                json.writeStringField("kind", Reversal.WORD);
                json.writeStringField("reverses", reversal.reverses());
                cause(json, reversal.cause());
            }
            case Level level -> {
                json.writeStringField("item", level.item());
                json.writeStringField("location", level.location());
                optional(json, "lot", level.lot());
                amount(json, level.amount());
            }
            case CatalogueItem known -> ItemJson.members(json, known.item());
        }
        json.writeEndObject();
    }

    public static String text(Stock stock) {
        StringWriter text = new StringWriter(128);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, stock);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    /**
     * As long as {@link #text} or somewhat longer, but for characters that JSON escapes: writing it only to know would cost
     * as much as all else that is done with it.
     */
    public static int roughLength(Stock stock) {
        return FRAME_LENGTH
                + switch (stock) {
                    case Movement movement ->
                        lengths(movement.id(), movement.goods().item())
                                + lengths(movement.way().from(), movement.way().to())
                                + lengths(
                                        movement.goods().lot(),
                                        movement.goods().serial(),
                                        movement.goods().gtin(),
                                        movement.goods().code())
                                + lengths(movement.cause());
                    case Reversal reversal -> lengths(reversal.id(), reversal.reverses()) + lengths(reversal.cause());
                    case Level level -> lengths(level.item(), level.location()) + lengths(level.lot());
                    case CatalogueItem known -> lengths(known.item());
                };
    }

    private static int lengths(Item item) {
        int parts = item.packs().size() + item.codes().size() + item.recipe().size();
        return lengths(item.id(), item.name())
                + lengths(item.supply().supplier())
                + PART_LENGTH * parts
                + item.codes().stream().mapToInt(code -> code.code().length()).sum()
                + item.recipe().stream().mapToInt(part -> part.item().length()).sum();
    }

    private static int lengths(Cause cause) {
        return lengths(cause.who(), cause.reason(), cause.override(), cause.ref(), cause.run());
    }

    private static int lengths(String one, String other) {
        return one.length() + other.length();
    }

    @SafeVarargs
    private static int lengths(Optional<String>... texts) {
        int length = 0;
        for (Optional<String> text : texts) {
            length += text.map(String::length).orElse(0);
        }
        return length;
    }

    /** @throws IllegalArgumentException when it is not what {@link #text} makes */
    public static Stock read(String kind, DeviceId device, Instant at, String text) {
        Members members;
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no JSON object");
            }
            members = Members.read(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
        return switch (kind) {
            case Booking.KIND -> booking(device, at, members);
            case Level.KIND ->
                new Level(
                        device,
                        at,
                        members.requiredText("item"),
                        members.requiredText("location"),
                        members.text("lot"),
                        amount(members));
            case CatalogueItem.KIND -> new CatalogueItem(device, at, ItemJson.item(members));
            default -> throw new IllegalArgumentException("kind '" + kind + "' is not of the stock");
        };
    }

    /**
     * A movement or a reversal, whole and as it is to be booked: nothing is added.
     *
     * @throws IllegalArgumentException when it is neither; the message says what to do
     */
    public static Booking booking(DeviceId device, Instant at, Members members) {
        String id = members.requiredText("id");
        String word = members.requiredText("kind");
        if (word.equals(Reversal.WORD)) {
            return new Reversal(device, at, id, members.requiredText("reverses"), cause(members));
        }
        MovementKind kind = MovementKind.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException("the kind '" + word + "' is not known"));
        Goods goods = new Goods(
                members.requiredText("item"),
                members.text("code"),
                amount(members),
                members.text("gtin"),
                members.object("booked").map(StockJson::amount),
                members.text("lot"),
                members.text("serial"),
                members.date("expiry"));
        Movement.Way way = new Movement.Way(members.text("from"), members.text("to"));
        return new Movement(device, at, id, kind, goods, way, cause(members));
    }

    private static void movement(JsonGenerator json, Movement movement) throws IOException {
        Goods goods = movement.goods();
        json.writeStringField("id", movement.id());
        json.writeStringField("kind", movement.kindOfMovement().word());
        json.writeStringField("item", goods.item());
        optional(json, "code", goods.code());
        amount(json, goods.amount());
        optional(json, "gtin", goods.gtin());
        if (goods.booked().isPresent()) {
            json.writeObjectFieldStart("booked");
            amount(json, goods.booked().get());
            json.writeEndObject();
        }
        optional(json, "from", movement.way().from());
        optional(json, "to", movement.way().to());
        optional(json, "lot", goods.lot());
        optional(json, "serial", goods.serial());
        optional(json, "expiry", goods.expiry().map(Object::toString));
        cause(json, movement.cause());
    }

    private static void cause(JsonGenerator json, Cause cause) throws IOException {
        json.writeStringField("cause", cause.source().word());
        optional(json, "who", cause.who());
        optional(json, "reason", cause.reason());
        optional(json, "override", cause.override());
        optional(json, "ref", cause.ref());
        optional(json, "run", cause.run());
    }

    private static Cause cause(Members members) {
        Cause.Source source = members.text("cause")
                .map(word -> Cause.Source.ofWord(word)
                        .orElseThrow(() -> new IllegalArgumentException("the cause '" + word + "' is not known")))
                .orElse(Cause.Source.API);
        return new Cause(
                source,
                members.text("who"),
                members.text("reason"),
                members.text("override"),
                members.text("ref"),
                members.text("run"));
    }

    /** As members {@code quantity} and {@code unit}. */
    public static void amount(JsonGenerator json, Amount amount) throws IOException {
        json.writeFieldName("quantity");
        number(json, amount.quantity());
        json.writeStringField("unit", amount.unit());
    }

    private static Amount amount(Members members) {
        BigDecimal quantity = members.requiredDecimal("quantity");
        return new Amount(quantity, members.text("unit").orElse(Amount.EACH));
    }

    /** Without an exponent, since not every reader of stock takes 1E+3. */
    public static void number(JsonGenerator json, BigDecimal number) throws IOException {
        json.writeNumber(number.toPlainString());
    }

    /** Left out where there is none. */
    public static void optional(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }
}
