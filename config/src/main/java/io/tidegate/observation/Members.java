package io.tidegate.observation;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The members of one JSON object, typed when asked for. What does not fit is told by an {@link IllegalArgumentException}
 * that says what to do. A member that is null is as one that is not there. Used by one thread.
 */
public final class Members {

    /** Members of one object, items of one list: more than anything of ours has. */
    private static final int SIZE_MAX = 1_000;

    private final Map<String, Object> values;

    private Members(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Reads the object on whose beginning the parser stands, and leaves it at its end, also where members are unfit. The
     * parser's own constraints limit depth and lengths.
     */
    public static Members read(JsonParser json) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            Object value = value(json);
            if (value != Nothing.HERE && values.size() < SIZE_MAX) {
                values.put(name, value);
            }
        }
        return new Members(values);
    }

    /** The fields of a form: all are texts. */
    public static Members ofTexts(Map<String, String> texts) {
        return new Members(new LinkedHashMap<>(texts));
    }

    /** What is wrong with a text that could not be kept as it is. */
    static final String HALF = "a text has half a character in it, such as \\ud800 alone";

    private enum Nothing {
        HERE
    }

    /** A number is kept as it was written, since reading an enormous one would take long. */
    private record Written(String number) {}

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> read(json);
            case START_ARRAY -> list(json);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Written(json.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Nothing.HERE;
            default -> text(json);
        };
    }

    /** Half a character (an unpaired surrogate) would be kept as a question mark, and two ids become one. */
    private static String text(JsonParser json) throws IOException {
        String text = json.getText();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new JsonParseException(json, HALF);
        }
        return text;
    }

    private static List<Object> list(JsonParser json) throws IOException {
        List<Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Object item = value(json);
            if (items.size() < SIZE_MAX) {
                items.add(item);
            }
        }
        return items;
    }

    /** @throws IllegalArgumentException when there is one that nobody knows */
    public Members onlyOf(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is not known. Use " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
        return this;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> text(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw new IllegalArgumentException("'" + name + "' is no text. Put it in quotes.");
        };
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("'" + name + "' is missing.");
    }

    /** A number, also one in quotes, as those who must not round send it. */
    public Optional<BigDecimal> decimal(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Written written -> Optional.of(decimal(name, written.number));
            case String text -> Optional.of(decimal(name, text));
            default -> throw new IllegalArgumentException("'" + name + "' is no number.");
        };
    }

    public BigDecimal requiredDecimal(String name) {
        return decimal(name).orElseThrow(() -> missing(name));
    }

    private static BigDecimal decimal(String name, String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (text.chars().allMatch(each -> each < 128)
                    && Math.abs((long) number.scale()) <= 32
                    && number.precision() <= 32) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + name + "' is no number of usual size: write it like 2 or 0.125.");
    }

    public Optional<Integer> whole(String name) {
        return decimal(name).map(number -> {
            try {
                return number.intValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("'" + name + "' is no whole number.", e);
            }
        });
    }

    /** 0 where it is not there. */
    public long wholeOrZero(String name) {
        return decimal(name).map(number -> exact(name, number)).orElse(0L);
    }

    public long requiredWhole(String name) {
        return exact(name, requiredDecimal(name));
    }

    private static long exact(String name, BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + name + "' is no whole number.", e);
        }
    }

    public boolean flag(String name) {
        return switch (values.get(name)) {
            case null -> false;
            case Boolean flag -> flag;
            default -> throw new IllegalArgumentException("'" + name + "' is neither true nor false.");
        };
    }

    public Optional<LocalDate> date(String name) {
        return text(name).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("'" + name + "' is no date: write it like 2026-11-30.", e);
            }
        });
    }

    public LocalDate requiredDate(String name) {
        return date(name).orElseThrow(() -> missing(name));
    }

    public Optional<Members> object(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Members members -> Optional.of(members);
            default -> throw new IllegalArgumentException("'" + name + "' is no JSON object.");
        };
    }

    /** Those of a list; an absent one is empty. */
    public List<Members> objects(String name) {
        List<Members> objects = new ArrayList<>();
        for (Object item : list(name)) {
            if (!(item instanceof Members members)) {
                throw new IllegalArgumentException("'" + name + "' is no list of JSON objects.");
            }
            objects.add(members);
        }
        return objects;
    }

    /** Those of a list; an absent one is empty. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(name)) {
            if (!(item instanceof String text)) {
                throw new IllegalArgumentException("'" + name + "' is no list of texts.");
            }
            texts.add(text);
        }
        return texts;
    }

    /** Whole numbers of a list; an absent one is empty. */
    public List<Long> wholes(String name) {
        List<Long> numbers = new ArrayList<>();
        for (Object item : list(name)) {
            if (!(item instanceof Written written)) {
                throw new IllegalArgumentException("'" + name + "' is no list of numbers.");
            }
            try {
                numbers.add(decimal(name, written.number).longValueExact());
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("'" + name + "' is no list of whole numbers.", e);
            }
        }
        return numbers;
    }

    /** All members, where each is plain: fields of a reading, or what a question is narrowed down by. */
    public Map<String, Value> plain() {
        Map<String, Value> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> plain.put(
                name,
                switch (value) {
                    case String text -> Value.of(text);
                    case Boolean flag -> Value.of(flag);
                    case Written written ->
                        Value.of(decimal(name, written.number).doubleValue());
                    default ->
                        throw new IllegalArgumentException(
                                "'" + name + "' is no plain value. Use a number, a text, true or false.");
                }));
        return plain;
    }

    private List<?> list(String name) {
        return switch (values.get(name)) {
            case null -> List.of();
            case List<?> items when items.size() < SIZE_MAX -> items;
            case List<?> _ -> throw new IllegalArgumentException("'" + name + "' has too many items.");
            default -> throw new IllegalArgumentException("'" + name + "' is no list.");
        };
    }
}
