package io.tidegate.codes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a code holds, and what follows from it. Immutable.
 *
 * @param all in their order, also those with something wrong
 * @param today by which two digits become a year
 */
public record Elements(List<Element> all, LocalDate today) {

    static final Elements NONE = new Elements(List.of(), LocalDate.EPOCH);

    private static final BigDecimal KILOGRAMS_OF_A_POUND = new BigDecimal("0.45359237");

    /** Where a price's currency stands before it. */
    private static final int CURRENCY_LENGTH = 3;

    public Elements {
        all = List.copyOf(all);
    }

    /** The value of an identifier, unless something is wrong with it, or there are different ones. */
    public Optional<String> value(String identifier) {
        return only(identifier, identifier.length()).map(Element::value);
    }

    /** The same of an identifier whose last digit counts decimals: of 310 for 3103. */
    private Optional<Element> withDecimals(String identifier) {
        return only(identifier, identifier.length() + 1);
    }

    private Optional<Element> only(String start, int length) {
        Optional<Element> found = Optional.empty();
        for (Element each : all) {
            if (each.identifier().length() == length && each.identifier().startsWith(start)) {
                if (!each.sound() || found.filter(other -> !other.equals(each)).isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(each);
            }
        }
        return found;
    }

    Optional<Gtin> gtin() {
        return value("01").or(() -> value("03")).flatMap(Gtin::read);
    }

    Optional<Gtin> content() {
        return value("02").flatMap(Gtin::read);
    }

    Optional<Long> count() {
        return value("30").or(() -> value("37")).map(Long::valueOf);
    }

    Optional<LocalDate> expiry() {
        return date("17").or(() -> value("7003").flatMap(time -> ShortDate.read(time.substring(0, 6), today)));
    }

    /** The date of an identifier that is one; where its day is 00, the last of the month. */
    Optional<LocalDate> date(String identifier) {
        return value(identifier).flatMap(date -> ShortDate.read(date, today));
    }

    Optional<BigDecimal> netWeightKilograms() {
        return withDecimals("310")
                .map(Elements::decimal)
                .or(() -> withDecimals("320").map(pounds -> decimal(pounds).multiply(KILOGRAMS_OF_A_POUND)));
    }

    Optional<Price> price() {
        Optional<Element> plain = withDecimals("392");
        if (plain.isPresent()) {
            return plain.map(price -> new Price(decimal(price), Optional.empty()));
        }
        return withDecimals("393")
                .map(price -> new Price(
                        decimal(new Element(price.identifier(), price.value().substring(CURRENCY_LENGTH), true)),
                        Optional.of(price.value().substring(0, CURRENCY_LENGTH))));
    }

    /** A number whose decimals the identifier counts in its last digit. */
    private static BigDecimal decimal(Element element) {
        int decimals = element.identifier().charAt(element.identifier().length() - 1) - '0';
        return new BigDecimal(element.value()).movePointLeft(decimals);
    }
}
