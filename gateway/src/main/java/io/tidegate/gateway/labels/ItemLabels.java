package io.tidegate.gateway.labels;

import io.tidegate.codes.Codes;
import io.tidegate.codes.Decoded;
import io.tidegate.codes.Gtin;
import io.tidegate.codes.Problem;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the labels of items say. Immutable. */
final class ItemLabels {

    private static final DateTimeFormatter SIX_DIGITS = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    /** The first digit of 14: other ones number packs. */
    private static final char NO_PACK = '0';

    private final LabelWords words;
    private final ShelfWish wish;
    private final LocalDate today;

    ItemLabels(LabelWords words, ShelfWish wish, LocalDate today) {
        this.words = words;
        this.wish = wish;
        this.today = today;
    }

    ShelfLabel of(Item item) throws Unprintable {
        Optional<String> price = item.supply().price().map(words::price);
        Symbol symbol = symbol(item);
        List<String> notes = new ArrayList<>();
        if (!symbol.readable().equals(List.of(item.id()))) {
            notes.add(item.id());
        }
        wish.batch().lot().ifPresent(lot -> notes.add(words.say("lot", lot)));
        wish.batch().expiry().ifPresent(day -> notes.add(words.say("best", words.date(day))));
        return new ShelfLabel(item.name(), price, per(item, price), notes, symbol);
    }

    private Optional<String> per(Item item, Optional<String> price) {
        if (price.isPresent()) {
            return Optional.of(words.per(item.unit()));
        }
        return item.unit().equals(Amount.EACH) ? Optional.empty() : Optional.of(item.unit());
    }

    private Symbol symbol(Item item) throws Unprintable {
        String code = code(item);
        Optional<Gtin> number = Gtin.read(code);
        if (wish.batch().isKnown() && number.isEmpty()) {
            throw new Unprintable(
                    "has no GTIN, and without one a bar code carries neither a lot nor a date. Give it the"
                            + " code of its maker, or leave lot and expiry out");
        }
        if (number.isEmpty()) {
            return wish.dataMatrix() || !Symbols.isCode128(code) ? Symbols.dataMatrix(code) : Symbols.code128(code);
        }
        boolean elements = wish.batch().isKnown()
                || wish.dataMatrix()
                // The number of a case does not fit into an EAN-13.
                || number.get().digits().charAt(0) != NO_PACK;
        return elements ? elements(number.get()) : Symbols.ean(number.get());
    }

    /** What is read for one of its own unit: the number that the world knows, else the shop's own, else its id. */
    private static String code(Item item) {
        List<String> own = item.ownCodes();
        Predicate<String> isNumber = code -> Gtin.read(code).isPresent();
        return own.stream()
                .filter(isNumber)
                .findFirst()
                .or(() -> own.stream().findFirst())
                .orElse(item.id());
    }

    private Symbol elements(Gtin number) throws Unprintable {
        List<String> elements = new ArrayList<>(List.of("01", number.digits()));
        // What has a fixed length comes first, so that nothing has to end it.
        wish.batch().expiry().ifPresent(day -> elements.addAll(List.of("17", SIX_DIGITS.format(day))));
        wish.batch().lot().ifPresent(lot -> elements.addAll(List.of("10", lot)));
        check(elements);
        return Symbols.gs1DataMatrix(elements);
    }

    /** As a gateway that scans it will. */
    private void check(List<String> elements) throws Unprintable {
        Decoded decoded = Codes.standard().decode("]d2" + String.join("", elements), today);
        if (decoded.hasErrors()) {
            throw new Unprintable("cannot have that lot or date in its code: "
                    + decoded.problems().stream().map(Problem::reason).collect(Collectors.joining(" ")));
        }
        if (!decoded.code().expiry().equals(wish.batch().expiry())) {
            throw new Unprintable(
                    "cannot have that date in its code, which has two digits for the year. Look for a slip");
        }
    }
}
