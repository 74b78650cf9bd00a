package io.tidegate.codes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a scanned or typed text turned out to be. What an accessor gives is sound: a value whose check digit, date or format
 * is wrong, or that stands there twice with different values, is among the {@link #elements} and the problems, but no
 * accessor answers with it. Immutable.
 */
public sealed interface Code {

    /** The word for it in JSON. */
    String kind();

    /** What was read, in its order; of an EAN the item's number as (01), of an SSCC (00). */
    Elements elements();

    /** The item that this is, or that the label is on. */
    default Optional<Gtin> gtin() {
        return elements().gtin();
    }

    /** The items that are in this logistic unit; {@link #count} says how many. */
    default Optional<Gtin> content() {
        return elements().content();
    }

    /** The logistic unit: 18 digits. */
    default Optional<String> sscc() {
        return elements().value("00");
    }

    default Optional<String> lot() {
        return elements().value("10");
    }

    default Optional<String> serial() {
        return elements().value("21");
    }

    /** The last day on which it may be used, or sold. */
    default Optional<LocalDate> expiry() {
        return elements().expiry();
    }

    /** The last day on which it is at its best; it may still be sold later. */
    default Optional<LocalDate> bestBefore() {
        return elements().date("15");
    }

    /** Until when a shop sells it without asking: the expiry (17), else the date to sell it by (16), else best before (15). */
    default Optional<LocalDate> lastDay() {
        return expiry().or(() -> elements().date("16")).or(this::bestBefore);
    }

    /** Pieces of a variable item, or of {@link #content} in a logistic unit. */
    default Optional<Long> count() {
        return elements().count();
    }

    default Optional<BigDecimal> netWeightKilograms() {
        return elements().netWeightKilograms();
    }

    default Optional<Price> price() {
        return elements().price();
    }

    /** An element string of GS1: from GS1-128, GS1 DataMatrix, GS1 QR Code, DataBar, a composite, or typed with brackets. */
    record Gs1(Elements elements) implements Code {
        @Override
        public String kind() {
            return "gs1";
        }
    }

    /** A web address that names an item: {@code https://id.gs1.org/01/09520123456788/10/ABC}. */
    record DigitalLink(String address, Elements elements) implements Code {
        @Override
        public String kind() {
            return "digital-link";
        }
    }

    /**
     * A bare number of 8, 12, 13 or 14 digits, or an ISBN: EAN-8, UPC-A, UPC-E, EAN-13, ITF-14.
     *
     * @param otherwise the item where the eight digits could also be a UPC-E, and the scanner did not say: the number then. Who
     *     knows it, and not {@link #gtin}, asks
     */
    record Ean(Elements elements, Optional<Gtin> otherwise) implements Code {
        @Override
        public String kind() {
            return "ean";
        }
    }

    /** A bare number of 18 digits. A pallet's label is mostly {@link Gs1}: ask any code for its {@link #sscc}. */
    record Sscc(Elements elements) implements Code {
        @Override
        public String kind() {
            return "sscc";
        }
    }

    /**
     * What a scale at the counter printed: an item of this shop, with its weight, price or count.
     *
     * @param pattern by which it was read
     */
    record InStore(InStorePattern pattern, Elements elements) implements Code {
        @Override
        public String kind() {
            return "in-store";
        }
    }

    /** Anything else: an own number, a shelf, a document, or a text that is no code at all. */
    record Internal(String text) implements Code {
        @Override
        public String kind() {
            return "internal";
        }

        @Override
        public Elements elements() {
            return Elements.NONE;
        }
    }
}
