package io.tidegate.gateway.labels;

import io.tidegate.observation.Amount;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What stands on paper, in the language and with the money of the site. Immutable. */
final class LabelWords {

    private static final String BUNDLE = "io.tidegate.gateway.labels.labels";

    /** Languages with a file of words; the first is for everybody else. */
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    /** Of most money. */
    private static final int DIGITS = 2;

    private final Locale locale;
    private final Locale language;
    private final ResourceBundle words;

    LabelWords(Locale locale) {
        this.locale = locale;
        this.language = SPOKEN.stream()
                .filter(each -> each.getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(SPOKEN.getFirst());
        this.words = ResourceBundle.getBundle(BUNDLE, language, LabelWords.class.getModule());
    }

    String language() {
        return language.toLanguageTag();
    }

    String say(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), locale).format(arguments);
    }

    /** With the money of the site's country; where the site file names none, the bare number. */
    String price(BigDecimal price) {
        NumberFormat format = locale.getCountry().isEmpty()
                ? NumberFormat.getNumberInstance(locale)
                : NumberFormat.getCurrencyInstance(locale);
        if (locale.getCountry().isEmpty()) {
            format.setMinimumFractionDigits(DIGITS);
        }
        format.setMaximumFractionDigits(Math.max(
                format.getMinimumFractionDigits(), price.stripTrailingZeros().scale()));
        return format.format(price);
    }

    String per(String unit) {
        return unit.equals(Amount.EACH) ? say("each") : say("per", unit);
    }

    String date(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }
}
