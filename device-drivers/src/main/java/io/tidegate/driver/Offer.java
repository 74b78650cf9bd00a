package io.tidegate.driver;

import java.util.List;

/**
 * Something that could be a device of the site. Immutable.
 *
 * @param kind under which it is listed: {@code serial port}
 * @param where its path, number or address
 * @param what it is or may be, in words
 * @param yaml lines of an item of {@code devices:}, the first beginning with {@code - }; none when there is nothing to paste
 * @param remark what is missing, or to be known; empty when nothing is
 */
public record Offer(String kind, String where, String what, List<String> yaml, String remark) {

    public Offer {
        yaml = List.copyOf(yaml);
    }

    /** Something that cannot be looked at. */
    public static Offer barred(String kind, String where, String remark) {
        return new Offer(kind, where, "cannot be looked at", List.of(), remark);
    }
}
