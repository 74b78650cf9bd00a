package io.tidegate.observation;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What moves. Immutable.
 *
 * @param item the catalogue's id of it, or the code as it was read where the catalogue did not know it
 * @param code by which the sender named it, such as that of its case; empty where it is the same as the item
 * @param amount as the sender said it
 * @param gtin by which others know it; empty where the item has none that is its own all over the world, and where the
 *     item is called by it
 * @param booked the same in the item's own unit; empty where the catalogue did not know the item then
 * @param lot its batch
 * @param serial of the single piece
 * @param expiry the last day on which it may be sold
 */
public record Goods(
        String item,
        Optional<String> code,
        Amount amount,
        Optional<String> gtin,
        Optional<Amount> booked,
        Optional<String> lot,
        Optional<String> serial,
        Optional<LocalDate> expiry) {

    public static final int ITEM_LENGTH_MAX = 128;

    public static final int GTIN_LENGTH_MAX = 14;

    /** GS1 allows 20 characters of a lot and a serial number (AI 10, AI 21); others are longer. */
    public static final int LOT_LENGTH_MAX = 64;

    /** @throws IllegalArgumentException when a text is empty, too long or not printable, or an amount is too large */
    public Goods {
        amount = amount.moved();
        booked = booked.map(Amount::moved);
        check("item", item, ITEM_LENGTH_MAX);
        code.ifPresent(text -> check("code", text, ITEM_LENGTH_MAX));
        gtin.ifPresent(text -> check("gtin", text, GTIN_LENGTH_MAX));
        lot.ifPresent(text -> check("lot", text, LOT_LENGTH_MAX));
        serial.ifPresent(text -> check("serial", text, LOT_LENGTH_MAX));
    }

    public static Goods of(String item, Amount amount) {
        return new Goods(
                item,
                Optional.empty(),
                amount,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Goods ofLot(String name) {
        return new Goods(item, code, amount, gtin, booked, Optional.of(name), serial, expiry);
    }

    /** As the catalogue knows it. */
    public Goods known(String id, Optional<String> itsGtin, Amount inItsUnit) {
        Optional<String> said = Optional.of(code.orElse(item)).filter(text -> !text.equals(id));
        return new Goods(id, said, amount, itsGtin, Optional.of(inItsUnit), lot, serial, expiry);
    }

    /** As the sender named it. */
    public String said() {
        return code.orElse(item);
    }

    static void check(String member, String text, int lengthMax) {
        if (text.isBlank() || text.length() > lengthMax || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "'" + member + "' is unfit: use 1 to " + lengthMax + " printable characters.");
        }
    }
}
