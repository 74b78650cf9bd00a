package io.tidegate.gateway.inventory;

import io.tidegate.codes.Gtin;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Slips that an item shows by itself, however it comes into the catalogue. Functions only. */
final class Soundness {

    /** More of anything than that, and somebody has typed a code. */
    private static final BigDecimal NUMBER_MAX = BigDecimal.valueOf(1_000_000_000_000L);

    private Soundness() {}

    /**
     * The item as it is kept: texts without blanks around them, codes as they are looked up.
     *
     * @param meant codes that are kept as they stand
     * @throws IllegalArgumentException that says what to do
     */
    static Item normal(Item item, Set<String> meant) {
        Item.Supply supply = item.supply();
        return new Item(
                item.id(),
                item.name().strip(),
                item.unit().strip(),
                item.packs().stream()
                        .map(each -> new Item.Pack(each.unit().strip(), plain(each.of())))
                        .toList(),
                item.codes().stream()
                        .map(each -> new Item.Code(
                                meant.contains(each.code()) ? each.code() : normal(each.code()),
                                each.unit().strip()))
                        .toList(),
                item.tracked(),
                new Item.Supply(
                        supply.supplier().map(String::strip).filter(text -> !text.isEmpty()),
                        supply.price().map(Soundness::plain),
                        supply.cost().map(Soundness::plain),
                        supply.minimum().map(Soundness::plain),
                        supply.leadTimeDays(),
                        supply.shelfLifeDays(),
                        supply.orderUnit().map(String::strip),
                        supply.orderMinimum().map(Soundness::plain)),
                item.recipe().stream()
                        .map(each -> new Item.Part(each.item(), plain(each.quantity())))
                        .toList(),
                item.retired());
    }

    /** A number with the length of a GTIN is one. */
    static String normal(String code) {
        String bare = code.strip();
        return Gtin.read(bare).map(Gtin::shortest).orElse(bare);
    }

    /** Neither 1E+3 nor 2.50000000, which are 1000 and 2.5. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal shorter = number.scale() > Amount.DIGITS ? number.stripTrailingZeros() : number;
        return shorter.scale() < 0 ? shorter.setScale(0) : shorter;
    }

    /**
     * All that is wrong with it, and what to do. What the catalogue has already is let be, since it may come from another
     * gateway or an older version.
     *
     * @param known as the catalogue has it
     * @param meant codes that are taken as they stand
     */
    static List<String> slips(Item item, Optional<Item> known, Set<String> meant) {
        List<String> slips = new ArrayList<>();
        if (known.isEmpty()) {
            note(slips, () -> checkId(item.id()));
        }
        for (Item.Code code : item.codes()) {
            if (!meant.contains(code.code()) && known.stream().noneMatch(there -> has(there, code.code()))) {
                note(slips, () -> checkCode(code.code()));
            }
        }
        if (known.filter(there -> there.supply().equals(item.supply())).isEmpty()) {
            numbers(item.supply())
                    .forEach((name, number) -> number.ifPresent(value -> note(slips, () -> checkNumber(name, value))));
            item.supply().leadTimeDays().ifPresent(days -> note(slips, () -> checkLeadTime(days)));
        }
        if (known.filter(there -> there.recipe().equals(item.recipe())).isEmpty()) {
            item.recipe().forEach(part -> note(slips, () -> checkPart(part)));
        }
        return slips;
    }

    private static void note(List<String> slips, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException unfit) {
            slips.add(String.valueOf(unfit.getMessage()));
        }
    }

    static boolean has(Item item, String code) {
        return item.codes().stream().anyMatch(each -> each.code().equals(code));
    }

    private static void checkId(String id) {
        if (!id.equals(id.strip())) {
            throw new IllegalArgumentException("The id '" + id + "' begins or ends with a blank. Leave that out.");
        }
        checkRounded("The id ", id);
    }

    private static void checkCode(String code) {
        checkRounded("The code ", code);
        if (isMistyped(code)) {
            throw new IllegalArgumentException(
                    "The code " + code + " has a wrong check digit. Look for a slip, or put a letter in front.");
        }
    }

    private static void checkRounded(String named, String text) {
        if (isRounded(text)) {
            throw new IllegalArgumentException(named + text
                    + " was rounded by the spreadsheet. Format that column as text, and fill it in again.");
        }
    }

    static boolean isRounded(String text) {
        return text.matches("[0-9]([.,][0-9]+)?[eE]\\+[0-9]+");
    }

    private static boolean isMistyped(String code) {
        return code.matches("[0-9]{12,14}") && Gtin.read(code).isEmpty();
    }

    /** The GTIN of which a spreadsheet has made this number. */
    static Optional<Gtin> withoutZero(String code) {
        return code.matches("[0-9]{7}|[0-9]{11}") ? Gtin.read("0" + code) : Optional.empty();
    }

    /** Whether a table that has this code without double quotes would be asked what it means. */
    static boolean isDoubtful(String code) {
        return isRounded(code)
                || isMistyped(code)
                || withoutZero(code).isPresent()
                || !normal(code).equals(code);
    }

    private static void checkPart(Item.Part part) {
        Goods.of(part.item(), new Amount(part.quantity(), Amount.EACH));
        if (part.quantity().signum() <= 0) {
            throw new IllegalArgumentException(
                    "The recipe takes " + part.quantity().toPlainString() + " of '" + part.item()
                            + "'. Write how much goes into one, above 0; or leave it out.");
        }
    }

    private static Map<String, Optional<BigDecimal>> numbers(Item.Supply supply) {
        Map<String, Optional<BigDecimal>> numbers = new LinkedHashMap<>();
        numbers.put("price", supply.price());
        numbers.put("cost", supply.cost());
        numbers.put("minimum", supply.minimum());
        numbers.put("leadTimeDays", supply.leadTimeDays().map(BigDecimal::valueOf));
        numbers.put("shelfLifeDays", supply.shelfLifeDays().map(BigDecimal::valueOf));
        numbers.put("orderMinimum", supply.orderMinimum());
        return numbers;
    }

    private static void checkLeadTime(int days) {
        if (days > Item.Supply.LEAD_TIME_DAYS_MAX) {
            throw new IllegalArgumentException(
                    "'leadTimeDays' is above " + Item.Supply.LEAD_TIME_DAYS_MAX + " days. Look for a slip.");
        }
    }

    private static void checkNumber(String name, BigDecimal number) {
        if (number.signum() < 0) {
            throw new IllegalArgumentException("'" + name + "' is below 0. Look for a slip.");
        }
        if (number.compareTo(NUMBER_MAX) >= 0) {
            throw new IllegalArgumentException("'" + name + "' has more than 12 digits. Look for a slip.");
        }
        if (number.scale() > Amount.DIGITS) {
            throw new IllegalArgumentException(
                    "'" + name + "' has more than " + Amount.DIGITS + " digits behind the point. Round it.");
        }
    }
}
