package io.tidegate.gateway.pages;

import org.jspecify.annotations.Nullable;

/**
 * Words as they stand on a page. Immutable.
 *
 * @param language of a phrase that is not in the page's, so that a screen reader speaks it right (WCAG 2.2, 3.1.2)
 */
public record Phrase(String text, @Nullable String language) {

    private static final String ENDS = ".!?";

    /** In the page's own language. */
    static Phrase of(String text) {
        return new Phrase(text, null);
    }

    /** The same with a full stop, so that another sentence may follow. */
    Phrase sentence() {
        boolean ends = text.isEmpty() || ENDS.indexOf(text.charAt(text.length() - 1)) >= 0;
        return ends ? this : new Phrase(text + ".", language);
    }
}
