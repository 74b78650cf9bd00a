package io.tidegate.observation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON form of an {@link Item}; what it has not is left out. Safe from any thread.
 *
 * <pre>{@code
 * {"id":"cola","name":"Cola 0.5 l","unit":"each","packs":[{"unit":"case","of":24}],
 *  "codes":[{"code":"5449000000996","unit":"each"}],"tracked":["lot","expiry"],
 *  "supplier":"Drinks Ltd","price":1.20,"minimum":24,"leadTimeDays":2,"recipe":[{"item":"syrup","quantity":0.1}]}
 * }</pre>
 */
public final class ItemJson {

    public static final Set<String> MEMBERS = Set.of(
            "id",
            "name",
            "unit",
            "packs",
            "codes",
            "tracked",
            "supplier",
            "price",
            "cost",
            "minimum",
            "leadTimeDays",
            "shelfLifeDays",
            "orderUnit",
            "orderMinimum",
            "recipe",
            "retired");

    private ItemJson() {}

    /** Into the object that is open. */
    public static void members(JsonGenerator json, Item item) throws IOException {
        json.writeStringField("id", item.id());
        json.writeStringField("name", item.name());
        json.writeStringField("unit", item.unit());
        if (!item.packs().isEmpty()) {
            json.writeArrayFieldStart("packs");
            for (Item.Pack pack : item.packs()) {
                json.writeStartObject();
                json.writeStringField("unit", pack.unit());
                number(json, "of", Optional.of(pack.of()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        codes(json, item.codes());
        if (!item.tracked().isEmpty()) {
            json.writeArrayFieldStart("tracked");
            for (Item.Tracking each : EnumSet.copyOf(item.tracked())) {
                json.writeString(each.word());
            }
            json.writeEndArray();
        }
        supply(json, item.supply());
        recipe(json, item.recipe());
        if (item.retired()) {
            json.writeBooleanField("retired", true);
        }
    }

    private static void codes(JsonGenerator json, List<Item.Code> codes) throws IOException {
        if (codes.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("codes");
        for (Item.Code code : codes) {
            json.writeStartObject();
            json.writeStringField("code", code.code());
            json.writeStringField("unit", code.unit());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void supply(JsonGenerator json, Item.Supply supply) throws IOException {
        StockJson.optional(json, "supplier", supply.supplier());
        number(json, "price", supply.price());
        number(json, "cost", supply.cost());
        number(json, "minimum", supply.minimum());
        number(json, "leadTimeDays", supply.leadTimeDays().map(BigDecimal::valueOf));
        number(json, "shelfLifeDays", supply.shelfLifeDays().map(BigDecimal::valueOf));
        StockJson.optional(json, "orderUnit", supply.orderUnit());
        number(json, "orderMinimum", supply.orderMinimum());
    }

    private static void recipe(JsonGenerator json, List<Item.Part> recipe) throws IOException {
        if (recipe.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("recipe");
        for (Item.Part part : recipe) {
            json.writeStartObject();
            json.writeStringField("item", part.item());
            number(json, "quantity", Optional.of(part.quantity()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, Optional<BigDecimal> number) throws IOException {
        if (number.isPresent()) {
            json.writeFieldName(name);
            StockJson.number(json, number.get());
        }
    }

    /** @throws IllegalArgumentException when it is none; the message says what to do */
    public static Item item(Members members) {
        return item(members, members.requiredText("id"));
    }

    /**
     * @param id which it need not say itself
     * @throws IllegalArgumentException when it is none, or says another; the message says what to do
     */
    public static Item item(Members members, String id) {
        if (!members.text("id").orElse(id).equals(id)) {
            throw new IllegalArgumentException("its 'id' is another than that of its address, '" + id
                    + "'. An id is never changed: make another item, and retire this one.");
        }
        String unit = members.text("unit").orElse(Amount.EACH);
        return new Item(
                id,
                members.requiredText("name"),
                unit,
                members.objects("packs").stream()
                        .map(pack -> new Item.Pack(pack.requiredText("unit"), pack.requiredDecimal("of")))
                        .toList(),
                members.objects("codes").stream()
                        .map(code -> new Item.Code(
                                code.requiredText("code"), code.text("unit").orElse(unit)))
                        .toList(),
                tracked(members.texts("tracked")),
                new Item.Supply(
                        members.text("supplier"),
                        members.decimal("price"),
                        members.decimal("cost"),
                        members.decimal("minimum"),
                        members.whole("leadTimeDays"),
                        members.whole("shelfLifeDays"),
                        members.text("orderUnit"),
                        members.decimal("orderMinimum")),
                members.objects("recipe").stream()
                        .map(part -> new Item.Part(part.requiredText("item"), part.requiredDecimal("quantity")))
                        .toList(),
                members.flag("retired"));
    }

    private static Set<Item.Tracking> tracked(List<String> words) {
        Set<Item.Tracking> tracked = EnumSet.noneOf(Item.Tracking.class);
        for (String word : words) {
            tracked.add(EnumSet.allOf(Item.Tracking.class).stream()
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + word + "' is not known in 'tracked'. Use lot, expiry or serial.")));
        }
        return tracked;
    }
}
