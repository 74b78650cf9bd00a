package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The kinds of values in a site file. Safe from any thread. */
final class Scalars {

    /** Longer than any name that a page could show. */
    private static final int TEXT_LENGTH_MAX = 1024;

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** In place of an id that is missing or wrong. */
    static final String ID_STAND_IN = "stand-in";

    static final Scalar<Boolean> FLAG = new Scalar<>(Scalar.Type.FLAG, "true", false, Boolean::parseBoolean);
    static final Scalar<Integer> PORT = whole("8080", 0, 65_535);
    static final Scalar<Long> SEED =
            new Scalar<>(Scalar.Type.NUMBER, "1", 1L, text -> within(text, Long.MIN_VALUE, Long.MAX_VALUE));

    static final Scalar<LocalDate> DATE = new Scalar<>(Scalar.Type.TEXT, "2026-11-23", LocalDate.EPOCH, Scalars::date);

    /** Of the day, by the site's clock. */
    static final Scalar<LocalTime> TIME =
            new Scalar<>(Scalar.Type.TEXT, "\"03:00\"", LocalTime.MIDNIGHT, Scalars::time);

    /** From one poll of a device to the next. */
    static final Scalar<Duration> INTERVAL = duration("5 s", Duration.ofMillis(100), Duration.ofDays(1));

    static final Scalar<ZoneId> ZONE = new Scalar<>(Scalar.Type.TEXT, "Europe/London", ZoneOffset.UTC, Scalars::zone);
    static final Scalar<Locale> LOCALE = new Scalar<>(Scalar.Type.TEXT, "en-GB", Locale.ROOT, Scalars::locale);

    private Scalars() {}

    static Scalar<String> text(String example) {
        return text(example, TEXT_LENGTH_MAX);
    }

    static Scalar<String> text(String example, int lengthMax) {
        return new Scalar<>(Scalar.Type.TEXT, example, example, text -> {
            if (text.length() > lengthMax) {
                throw new Unfit("has " + text.length() + " characters. Use at most " + lengthMax + ".");
            }
            return text;
        });
    }

    /** The name of a reading's field. */
    static Scalar<String> field(String example) {
        return text(example, Observation.Reading.FIELD_NAME_LENGTH_MAX);
    }

    static Scalar<String> id(String example) {
        return new Scalar<>(Scalar.Type.TEXT, example, ID_STAND_IN, text -> {
            if (!DeviceId.isValid(text)) {
                throw new Unfit("'" + text + "' is no id. Use 1 to " + DeviceId.LENGTH_MAX
                        + " of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit.");
            }
            return text;
        });
    }

    static Scalar<Path> path(Path relativeTo) {
        return new Scalar<>(Scalar.Type.TEXT, "./data", relativeTo, text -> {
            if (text.indexOf('\0') >= 0) {
                throw new Unfit("is no path. Name a folder.");
            }
            return relativeTo.resolve(text).normalize();
        });
    }

    static Scalar<Integer> whole(String example, int least, int most) {
        return new Scalar<>(
                Scalar.Type.NUMBER,
                example,
                Integer.parseInt(example),
                text -> Math.toIntExact(within(text, least, most)));
    }

    /** A number that may have a fraction. */
    static Scalar<Double> decimal(String example, double least, double most) {
        return new Scalar<>(Scalar.Type.DECIMAL, example, Double.parseDouble(example), text -> {
            double number = finite(text);
            if (number < least || number > most) {
                throw new Unfit(text + " is outside " + Value.plain(least) + " to " + Value.plain(most)
                        + ". Use a number in between.");
            }
            return number;
        });
    }

    private static double finite(String text) throws Unfit {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Unfit(text + " is no number that can be measured. Write it like 0.5.");
    }

    /** An id in which {@code *} stands for any characters. */
    static Scalar<String> idPattern(String example) {
        // In place of one that is wrong stands one that fits all, of which there is nothing more to say.
        return new Scalar<>(Scalar.Type.TEXT, example, "*", text -> {
            if (!DeviceId.isValid(text.replace("*", "x"))) {
                throw new Unfit("'" + text + "' fits no id. Use a device's id, with * for any characters, such as "
                        + example + ".");
            }
            return text;
        });
    }

    static boolean isLanguage(String code) {
        return LANGUAGES.contains(code);
    }

    static Scalar<Duration> duration(String example, Duration least, Duration most) {
        return new Scalar<>(Scalar.Type.TEXT, example, least, text -> {
            Duration length = Quantities.duration(text);
            if (length.compareTo(least) < 0 || length.compareTo(most) > 0) {
                throw new Unfit("'" + text + "' is outside " + Quantities.text(least) + " to " + Quantities.text(most)
                        + ". Use something like " + example + ".");
            }
            return length;
        });
    }

    static Scalar<Long> bytes(String example, long least, long most) {
        return new Scalar<>(Scalar.Type.NUMBER_OR_TEXT, example, least, text -> {
            long bytes = Quantities.bytes(text);
            if (bytes < least || bytes > most) {
                throw new Unfit("'" + text + "' is outside " + Quantities.text(least) + " to " + Quantities.text(most)
                        + ". Use something like " + example + ".");
            }
            return bytes;
        });
    }

    /** An absolute address with a host, and without a password in it, of who has a key for that. */
    static Scalar<URI> url(String example, String... schemes) {
        return url("give it by its own key as a reference, such as password: ${env:NAME}", example, List.of(schemes));
    }

    /** @param login completes the sentence where a password stands in the address: by which keys it is given here */
    static Scalar<URI> url(String login, String example, List<String> schemes) {
        return new Scalar<>(Scalar.Type.TEXT, example, URI.create(example), text -> {
            URI url = parsed(text, example);
            String scheme = url.getScheme();
            if (scheme == null || !schemes.contains(scheme.toLowerCase(Locale.ROOT))) {
                throw new Unfit(
                        "must begin with " + String.join("://, ", schemes) + "://. Write it like " + example + ".");
            }
            if (url.getRawUserInfo() != null) {
                throw new Unfit("holds a user name or password. Remove what stands before the '@', and " + login + ".");
            }
            if (url.getHost() == null || url.getPort() > 65_535 || url.getRawFragment() != null) {
                throw new Unfit("is no address that can be reached. Write it like " + example + ".");
            }
            // Everybody behind this compares it as it is.
            return URI.create(scheme.toLowerCase(Locale.ROOT) + text.substring(scheme.length()));
        });
    }

    /** One of a few words, each of which stands for something. The first one is the example. */
    static <T> Scalar<T> oneOf(Function<T, String> word, List<T> choices) {
        List<String> words = choices.stream().map(word).toList();
        return new Scalar<>(Scalar.Type.TEXT, words.getFirst(), choices.getFirst(), text -> {
            int at = words.indexOf(text);
            if (at < 0) {
                throw new Unfit("'" + text + "' is not known. " + Nearest.hint(text, words));
            }
            return choices.get(at);
        });
    }

    /** One of the constants, by its {@link #word}. */
    static <E extends Enum<E>> Scalar<E> oneOf(Class<E> constants) {
        return oneOf(Scalars::word, List.of(constants.getEnumConstants()));
    }

    /** The word for one of a few, as the site file writes it. */
    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static URI parsed(String text, String example) throws Unfit {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // The text itself may hold a password, so it is not repeated.
            throw new Unfit("is no URL (character " + (e.getIndex() + 1) + "). Write it like " + example + ".");
        }
    }

    private static long within(String text, long least, long most) throws Unfit {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // too long for any range
        }
        throw new Unfit(text + " is outside " + least + " to " + most + ". Use a number in between.");
    }

    private static ZoneId zone(String text) throws Unfit {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Unfit("'" + text + "' is no time zone. "
                    + Nearest.hintOrExample(text, ZoneId.getAvailableZoneIds(), "Europe/London"));
        }
    }

    private static LocalDate date(String text) throws Unfit {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Unfit("'" + text + "' is no day. Write it like 2026-11-23.");
        }
    }

    static LocalTime time(String text) throws Unfit {
        if (!text.matches("[0-2]\\d:[0-5]\\d")) {
            throw new Unfit("'" + text + "' is no time of the day. Write it like \"03:00\".");
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new Unfit("'" + text + "' is no time of the day. Use \"00:00\" to \"23:59\".");
        }
    }

    private static Locale locale(String text) throws Unfit {
        Locale locale = Locale.forLanguageTag(text);
        if (!LANGUAGES.contains(locale.getLanguage()) || !locale.toLanguageTag().equalsIgnoreCase(text)) {
            throw new Unfit("'" + text + "' is no language. Use a language and a country, such as en-GB or de-DE.");
        }
        return locale;
    }
}
