package io.tidegate.gateway.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of the rows of a table that are about items which the catalogue does not have. */
public enum Unknown {
    /** They are added. */
    ADD,
    /** They are left out, as of a supplier's list with more than the shop carries. */
    SKIP;

    /** In addresses and in forms. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Unknown> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
