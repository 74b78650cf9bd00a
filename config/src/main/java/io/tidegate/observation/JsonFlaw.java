package io.tidegate.observation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a text that is no JSON, or above a limit: the parser speaks of its own classes. Stateless. */
public final class JsonFlaw {

    /** Above which limit it is, and which that is. */
    private static final Pattern LIMIT =
            Pattern.compile("(Document nesting|String value|Number value|Name)\\b.* maximum allowed \\((\\d+).*");

    private static final String NESTING = "Document nesting";
    private static final String TEXT = "String value";
    private static final String NUMBER = "Number value";
    private static final String NAME = "Name";

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
            return above(said);
        }
        if (told instanceof JsonEOFException || said.startsWith("Unexpected end")) {
            return "it ends before it is complete";
        }
        if (said.equals(Members.HALF)) {
            return said;
        }
        if (said.contains("UTF-8")) {
            return "it is no UTF-8";
        }
        Matcher quoted = QUOTED.matcher(said);
        if (!quoted.matches()) {
            return "a number or a text is not written as JSON has it";
        }
        return said.startsWith("Duplicate")
                ? "'" + quoted.group(1) + "' stands in one object twice"
                : "'" + quoted.group(1) + "' cannot stand there";
    }

    private static String above(String said) {
        Matcher limit = LIMIT.matcher(said);
        String max = limit.matches() ? limit.group(2) : "";
        return switch (limit.matches() ? limit.group(1) : "") {
            case NESTING -> "there are more levels than " + max;
            case TEXT -> "a text is longer than " + max + " characters";
            case NUMBER -> "a number is longer than " + max + " characters";
            case NAME -> "a name is longer than " + max + " characters";
            default -> "something in it is longer than it may be";
        };
    }
}
