package io.tidegate.gateway.pages;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as people type them into forms, with a point or a comma. The fields are texts: what a browser makes of a comma in a
 * field for numbers depends on its own language, and 12,5 became 125. Functions only.
 */
final class TypedNumber {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}([.,][0-9]{1,9})?");

    /** With the other mark than the reader's own this is a thousand to some and one to others. */
    private static final Pattern EITHER = Pattern.compile("-?[1-9][0-9]{0,2}[.,][0-9]{3}");

    private TypedNumber() {}

    /**
     * Empty where it is no number, or may be two.
     *
     * @param own the mark of whoever types it: with a comma 1,250 is one and a quarter
     */
    static Optional<BigDecimal> read(String text, char own) {
        String bare = text.strip();
        boolean unclear = EITHER.matcher(bare).matches() && bare.indexOf(own) < 0;
        return DECIMAL.matcher(bare).matches() && !unclear
                ? Optional.of(new BigDecimal(bare.replace(',', '.')))
                : Optional.empty();
    }
}
