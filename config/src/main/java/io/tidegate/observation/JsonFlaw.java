package io.tidegate.observation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a text that is no JSON, or above a limit: the parser speaks of its own classes. Stateless. */
public final class JsonFlaw {

    /** Above which limit it is, and which that is. */
    private static final Pattern LIMIT =
            Pattern.compile("(Document nesting|String value|Number value|Name)\\b.* maximum allowed \\((\\d+).*");

    private static final Map<String, String> LIMITED = Map.of(
            "Document nesting", "there are more levels than %s",
            "String value", "a text is longer than %s characters",
            "Number value", "a number is longer than %s characters",
            "Name", "a name is longer than %s characters");

    /** What stands where it cannot, in quotes. */
    private static final Pattern QUOTED = Pattern.compile("[^']*'(.{1,40}?)'(?: |:|$).*");

    private JsonFlaw() {}

    /** Without an end mark, such as {@code 'NaN' cannot stand there (line 1, column 9)}. */
    public static String of(IOException broken) {
        return of(broken, JsonLocation.NA);
    }

    /** @param here where the parser stands, since it does not tell of a limit where that was met */
    static String of(IOException broken, JsonLocation here) {
        if (!(broken instanceof JacksonException told)) {
            return "it is in no encoding that JSON has";
        }
        JsonLocation at = told.getLocation() == null ? here : told.getLocation();
        return at.getLineNr() < 1
                ? words(told)
                : words(told) + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String words(JacksonException told) {
        String said = told.getOriginalMessage().lines().findFirst().orElse("");
        if (told instanceof StreamConstraintsException) {
            Matcher limit = LIMIT.matcher(said);
            return limit.matches()
                    ? LIMITED.getOrDefault(limit.group(1), "%s").formatted(limit.group(2))
                    : "something in it is longer than it may be";
        }
        if (told instanceof JsonEOFException || said.startsWith("Unexpected end")) {
            return "it ends before it is complete";
        }
        if (said.contains("UTF-8")) {
            return "it is no UTF-8";
        }
        Matcher quoted = QUOTED.matcher(said);
        if (!quoted.matches()) {
            return "a number or a text is not written as JSON has it";
        }
        return "'" + quoted.group(1)
                + (said.startsWith("Duplicate") ? "' stands in one object twice" : "' cannot stand there");
    }
}
