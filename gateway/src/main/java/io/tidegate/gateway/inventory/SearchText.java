package io.tidegate.gateway.inventory;

import java.text.Normalizer;
import java.util.Locale;

/** Texts as people look for them. Functions only. */
public final class SearchText {

    private SearchText() {}

    /** As people look for it and sort it: SQLite knows the case of English letters only, and no accents. */
    public static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
    }

    /** What is {@code LIKE} this, {@code ESCAPE '\\'}, has the text in it, once it is {@link #folded}. */
    public static String pattern(String text) {
        return "%" + folded(text).replaceAll("([%_\\\\])", "\\\\$1") + "%";
    }
}
