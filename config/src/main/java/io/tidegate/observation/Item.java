package io.tidegate.observation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the catalogue knows of one kind of goods. Immutable.
 *
 * @param id the shop's own short name of it, never used again for another
 * @param unit in which its stock is kept, such as each or kg
 * @param packs what is bought and sold as one but is several, such as a case of 12
 * @param codes by which it is read; one code means one item
 * @param tracked what must be known of each piece
 * @param recipe what one unit of it is made of; empty where it is bought
 * @param retired no longer traded: it is kept for its history, and not shown where one chooses
 */
public record Item(
        String id,
        String name,
        String unit,
        List<Pack> packs,
        List<Code> codes,
        Set<Tracking> tracked,
        Supply supply,
        List<Part> recipe,
        boolean retired) {

    public static final int NAME_LENGTH_MAX = 200;
    public static final int CODES_MAX = 32;
    public static final int PACKS_MAX = 8;
    public static final int PARTS_MAX = 32;

    /** @param of so many of the item's own unit */
    public record Pack(String unit, BigDecimal of) {}

    /**
     * @param code as {@link io.tidegate.observation.Goods} names what is unknown
     * @param unit the item's own, or that of one of its packs
     */
    public record Code(String code, String unit) {}

    /** @param quantity of it, in its own unit, for one unit of what is made */
    public record Part(String item, BigDecimal quantity) {}

    /** What must be known of each piece. */
    public enum Tracking {
        LOT,
        EXPIRY,
        SERIAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How it is bought and sold.
     *
     * @param price of one unit, in the site's currency
     * @param cost of one unit when bought
     * @param minimum less than that of all locations together is low
     * @param leadTimeDays from order to receipt, until receipts tell better; up to {@link #LEAD_TIME_DAYS_MAX}, but in what is
     *     older than that limit
     * @param shelfLifeDays from receipt to expiry
     * @param orderUnit in which it is ordered: the item's own, or that of one of its packs
     * @param orderMinimum less of the item's own unit cannot be ordered
     */
    public record Supply(
            Optional<String> supplier,
            Optional<BigDecimal> price,
            Optional<BigDecimal> cost,
            Optional<BigDecimal> minimum,
            Optional<Integer> leadTimeDays,
            Optional<Integer> shelfLifeDays,
            Optional<String> orderUnit,
            Optional<BigDecimal> orderMinimum) {

        /** Nobody waits longer: more is a slip, such as a date in that column. */
        public static final int LEAD_TIME_DAYS_MAX = 365;

        public static final Supply NONE = new Supply(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** @throws IllegalArgumentException when the parts do not fit; the message says what to do */
    public Item {
        Goods.check("id", id, Goods.ITEM_LENGTH_MAX);
        Goods.check("name", name, NAME_LENGTH_MAX);
        packs = List.copyOf(packs);
        codes = List.copyOf(codes);
        tracked = Set.copyOf(tracked);
        recipe = List.copyOf(recipe);
        checkSizes(packs, codes, recipe);
        List<String> units = checkPacks(unit, packs);
        supply.orderUnit().filter(ordered -> !units.contains(ordered)).ifPresent(ordered -> {
            throw new IllegalArgumentException(ordered(ordered, units));
        });
        checkCodes(codes, units);
    }

    /** Gives the units: the item's own, and those of its packs. */
    private static List<String> checkPacks(String unit, List<Pack> packs) {
        List<String> units = new ArrayList<>();
        units.add(new Amount(BigDecimal.ONE, unit).unit());
        for (Pack pack : packs) {
            if (pack.of.signum() <= 0 || units.contains(pack.unit)) {
                throw new IllegalArgumentException("the pack '" + pack.unit
                        + "' is unfit: give each pack a unit of its own, and a quantity above 0.");
            }
            units.add(new Amount(pack.of, pack.unit).moved().unit());
        }
        return units;
    }

    private static void checkCodes(List<Code> codes, List<String> units) {
        Set<String> seen = new HashSet<>();
        for (Code code : codes) {
            Goods.check("code", code.code, Goods.ITEM_LENGTH_MAX);
            if (!units.contains(code.unit)) {
                throw new IllegalArgumentException(
                        unknownUnit("the code " + code.code + " is of the unit '" + code.unit + "'", units));
            }
            if (!seen.add(code.code)) {
                throw new IllegalArgumentException("the code " + code.code + " stands there twice. Keep one.");
            }
        }
    }

    private static String ordered(String unit, List<String> units) {
        return unknownUnit("it is ordered in '" + unit + "'", units);
    }

    private static String unknownUnit(String said, List<String> units) {
        return said + ", which is not among " + String.join(", ", units) + ".";
    }

    private static void checkSizes(List<Pack> packs, List<Code> codes, List<Part> recipe) {
        if (packs.size() > PACKS_MAX || codes.size() > CODES_MAX || recipe.size() > PARTS_MAX) {
            throw new IllegalArgumentException("an item has at most " + PACKS_MAX + " packs, " + CODES_MAX
                    + " codes and " + PARTS_MAX + " parts.");
        }
    }

    public static Item of(String id, String name) {
        return of(id, name, Amount.EACH);
    }

    public static Item of(String id, String name, String unit) {
        return new Item(id, name, unit, List.of(), List.of(), Set.of(), Supply.NONE, List.of(), false);
    }

    /** With one more code. */
    public Item with(Code code) {
        List<Code> more = new ArrayList<>(codes);
        more.add(code);
        return new Item(id, name, unit, packs, more, tracked, supply, recipe, retired);
    }

    /** The same, no longer traded. */
    public Item asRetired() {
        return new Item(id, name, unit, packs, codes, tracked, supply, recipe, true);
    }

    /** Its own, and those of its packs. */
    public List<String> units() {
        List<String> units = new ArrayList<>();
        units.add(unit);
        packs.forEach(pack -> units.add(pack.unit));
        return units;
    }

    /** The codes by which one of its own unit is read, and none of its packs. */
    public List<String> ownCodes() {
        return codes.stream()
                .filter(code -> code.unit.equals(unit))
                .map(Code::code)
                .toList();
    }

    /** So many of its own unit are in one of that unit; empty where the item is not kept in such. */
    public Optional<BigDecimal> unitsIn(String other) {
        if (other.equals(unit)) {
            return Optional.of(BigDecimal.ONE);
        }
        return packs.stream()
                .filter(pack -> pack.unit.equals(other))
                .map(Pack::of)
                .findFirst();
    }
}
