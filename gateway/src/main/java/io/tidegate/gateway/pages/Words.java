package io.tidegate.gateway.pages;

import io.tidegate.observation.Amount;
import io.tidegate.observation.Value;
import io.tidegate.site.Site;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * One reader's language, and the site's way to write numbers and times. Every text of the pages comes from {@code
 * messages_*.properties} through this, and every reason through {@link Reasons}. Safe from any thread.
 */
public final class Words {

    private static final String BUNDLE = "io.tidegate.gateway.pages.messages";

    /** Languages with a file of messages and one of reasons; the first is for everybody else. */
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final Pattern WORD_WITHIN = Pattern.compile("(?<=\\p{Ll})\\p{Lu}(?=\\p{Ll})");

    private static final Pattern MARK = Pattern.compile("(?<=[0-9])[.,](?=[0-9])");

    private static final int FRACTION_DIGITS_MAX = 3;

    private static final long MINUTE_SECONDS = 60;
    private static final long HOUR_MINUTES = 60;
    private static final long DAY_HOURS = 24;

    /** From here on people think in hours, and in days. */
    private static final long LASTING_MINUTES_MAX = 120;

    private static final long LASTING_HOURS_MAX = 48;

    private static final long HOUR_SECONDS = 3_600;
    private static final long DAY_SECONDS = 86_400;

    private static final long HALF_SECOND_MILLIS = 500;

    private final Site site;
    private final Locale language;
    private final ResourceBundle messages;
    private final Reasons reasons;

    private Words(Site site, Locale language) {
        this.site = site;
        this.language = language;
        this.messages = ResourceBundle.getBundle(BUNDLE, language, Words.class.getModule());
        this.reasons = Reasons.in(language);
    }

    /**
     * The site's language where we speak it, else what the browser prefers, else English.
     *
     * @param acceptLanguage the header (RFC 9110, section 12.5.4), or empty
     */
    static Words of(Site site, String acceptLanguage) {
        if (spoken(site.locale().getLanguage())) {
            return new Words(site, Locale.of(site.locale().getLanguage()));
        }
        return new Words(site, wanted(acceptLanguage));
    }

    /** A number as somebody types it here; empty where it is none, or may be two. */
    Optional<BigDecimal> typed(String text) {
        return TypedNumber.read(text, decimalMark());
    }

    /** As {@link #typed} reads it, for a field that somebody may change. */
    String toType(BigDecimal number) {
        return number.toPlainString().replace('.', decimalMark());
    }

    /** Texts with numbers in them, with the mark of this site. */
    String marked(String numbers) {
        return MARK.matcher(numbers).replaceAll(String.valueOf(decimalMark()));
    }

    /** Before the digits behind the point. */
    char decimalMark() {
        return DecimalFormatSymbols.getInstance(site.locale()).getDecimalSeparator();
    }

    private static boolean spoken(String language) {
        return SPOKEN.stream().anyMatch(each -> each.getLanguage().equals(language));
    }

    private static Locale wanted(String acceptLanguage) {
        if (acceptLanguage.isBlank()) {
            return SPOKEN.getFirst();
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return found == null ? SPOKEN.getFirst() : found;
        } catch (IllegalArgumentException garbled) {
            return SPOKEN.getFirst();
        }
    }

    public String language() {
        return language.getLanguage();
    }

    /** The text as it stands in the message file. */
    public String raw(String key) {
        return messages.getString(key);
    }

    public String say(String key, Object... arguments) {
        return new MessageFormat(messages.getString(key), site.locale()).format(arguments);
    }

    /** What a room gave as a reason, in this language where it is known. */
    Phrase reason(String english) {
        return reasons.phrase(english);
    }

    public String number(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(site.locale());
        format.setMaximumFractionDigits(FRACTION_DIGITS_MAX);
        return format.format(number);
    }

    /** All of its digits. */
    public String number(BigDecimal number) {
        NumberFormat format = NumberFormat.getNumberInstance(site.locale());
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }

    /** With at least two digits behind the point. */
    String money(BigDecimal number) {
        NumberFormat format = NumberFormat.getNumberInstance(site.locale());
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(Math.max(2, number.scale()));
        return format.format(number);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(site.locale()).format(number);
    }

    public String amount(Amount amount) {
        return number(amount.quantity()) + " " + unit(amount.unit(), amount.quantity());
    }

    /** As it is called of so many. */
    String unit(String unit, BigDecimal quantity) {
        boolean one = unit.equals(Amount.EACH) && quantity.compareTo(BigDecimal.ONE) == 0;
        return one ? raw("stock.each.one") : unit(unit);
    }

    public String unit(String unit) {
        return unit.equals(Amount.EACH) ? raw("stock.each") : unit;
    }

    public String value(Value value) {
        return switch (value) {
            case Value.Numeric number -> number(number.value());
            case Value.Flag flag -> raw(flag.value() ? "value.yes" : "value.no");
            case Value.Text text -> text.value();
        };
    }

    /** {@code fridge-2} becomes Fridge 2, {@code diskFree} Disk free: staff read names, not ids. */
    public static String name(String id) {
        String spaced = lowered(id.replace('-', ' ').replace('_', ' ').replace('.', ' '))
                .strip();
        if (spaced.isEmpty()) {
            return id;
        }
        int first = spaced.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + spaced.substring(Character.charCount(first));
    }

    /** Capitals that begin a word within one; those of a short name, as in {@code voltageLL} or {@code pH}, are its own. */
    private static String lowered(String id) {
        return WORD_WITHIN.matcher(id).replaceAll(word -> " " + word.group().toLowerCase(Locale.ROOT));
    }

    /** How long ago it was, as one number and its unit. */
    public String ago(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 2) {
            return raw("age.now");
        }
        if (seconds < MINUTE_SECONDS) {
            return say("age.seconds", seconds);
        }
        if (seconds < HOUR_SECONDS) {
            return say("age.minutes", seconds / MINUTE_SECONDS);
        }
        return seconds < DAY_SECONDS
                ? say("age.hours", seconds / HOUR_SECONDS)
                : say("age.days", seconds / DAY_SECONDS);
    }

    /** Begun minutes, since nothing lasts for none; of a long time also hours, and of a very long one only days and hours. */
    String lasting(Duration time) {
        long minutes = Math.ceilDiv(time.toSeconds(), MINUTE_SECONDS);
        if (minutes < LASTING_MINUTES_MAX) {
            return say("lasting.minutes", minutes);
        }
        if (minutes < LASTING_HOURS_MAX * HOUR_MINUTES) {
            return minutes % HOUR_MINUTES == 0
                    ? say("lasting.hours", minutes / HOUR_MINUTES)
                    : say("lasting.hours.minutes", minutes / HOUR_MINUTES, minutes % HOUR_MINUTES);
        }
        long hours = Math.ceilDiv(minutes, HOUR_MINUTES);
        return hours % DAY_HOURS == 0
                ? say("lasting.days", hours / DAY_HOURS)
                : say("lasting.days.hours", hours / DAY_HOURS, hours % DAY_HOURS);
    }

    /** How long something took: to the second where that is less than an hour. */
    String took(Duration time) {
        long seconds = Math.max(1, time.plusMillis(HALF_SECOND_MILLIS).toSeconds());
        if (seconds >= HOUR_SECONDS) {
            return lasting(time);
        }
        if (seconds < MINUTE_SECONDS) {
            return say("took.seconds", seconds);
        }
        return seconds % MINUTE_SECONDS == 0
                ? say("lasting.minutes", seconds / MINUTE_SECONDS)
                : say("took.minutes.seconds", seconds / MINUTE_SECONDS, seconds % MINUTE_SECONDS);
    }

    /** Date and time in the site's zone. */
    public String moment(Instant at) {
        return at(at).format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                .withLocale(site.locale()));
    }

    /** Only the time of day, in the site's zone. */
    public String timeOfDay(Instant at) {
        return at(at).format(
                        DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(site.locale()));
    }

    /** The same to the second. */
    String clock(Instant at) {
        return at(at).format(
                        DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM).withLocale(site.locale()));
    }

    public String date(LocalDate day) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(site.locale()));
    }

    private ZonedDateTime at(Instant at) {
        return at.atZone(site.timezone());
    }

    public String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1_000 && unit < units.length - 1) {
            size /= 1_000;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(site.locale());
        format.setMaximumFractionDigits(size < 10 && unit > 0 ? 1 : 0);
        return format.format(size) + " " + units[unit];
    }
}
