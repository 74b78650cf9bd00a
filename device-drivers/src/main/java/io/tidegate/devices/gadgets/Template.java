package io.tidegate.devices.gadgets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a payload, as Home Assistant's templates say it: {@code {{ value_json.a['b'] | float | round(1) }}}.
 * Only this form is understood, which is that of nearly all of them; the rest is a language. Immutable.
 *
 * @param path the members' names; empty for the payload as a whole
 * @param decimals to which a number is rounded
 */
record Template(List<String> path, Optional<Integer> decimals) {

    static final Template WHOLE = new Template(List.of(), Optional.empty());

    private static final int LENGTH_MAX = 256;
    private static final int DECIMALS_MAX = 9;

    private static final Pattern FORM =
            Pattern.compile("\\{\\{-?\\s*value(?<json>_json)?(?<path>(?:\\.\\w+|\\['[^']*']|\\[\"[^\"]*\"])*)"
                    + "(?<filters>(?:\\s*\\|\\s*\\w+(?:\\([^()]*\\))?)*)\\s*-?}}");

    private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\['([^']*)']|\\[\"([^\"]*)\"]");
    private static final Pattern FILTER = Pattern.compile("\\|\\s*(\\w+)(?:\\(([^()]*)\\))?");

    /** Empty for what is not understood. */
    static Optional<Template> of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (text.length() > LENGTH_MAX || !form.matches()) {
            return Optional.empty();
        }
        List<String> path = new ArrayList<>();
        Matcher step = STEP.matcher(form.group("path"));
        while (step.find()) {
            path.add(step.group(1) != null ? step.group(1) : step.group(2) != null ? step.group(2) : step.group(3));
        }
        boolean isJson = form.group("json") != null;
        if (isJson == path.isEmpty()) {
            return Optional.empty();
        }
        return filtered(form.group("filters"), path);
    }

    private static Optional<Template> filtered(String filters, List<String> path) {
        Optional<Integer> decimals = Optional.empty();
        Matcher filter = FILTER.matcher(filters);
        while (filter.find()) {
            switch (filter.group(1)) {
                // What is no number stays what it is, and what is not there is no value.
                case "float", "int", "is_defined", "default", "string", "lower" -> {}
                case "round" -> decimals = decimals(filter.group(2));
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Template(List.copyOf(path), decimals));
    }

    private static Optional<Integer> decimals(@Nullable String written) {
        String digits = written == null ? "0" : written.strip();
        return Optional.of(digits.matches("\\d") ? Math.min(Integer.parseInt(digits), DECIMALS_MAX) : 0);
    }

    boolean isWhole() {
        return path.isEmpty();
    }

    Json in(Json document) {
        Json found = document;
        for (String name : path) {
            found = found.at(name);
        }
        if (decimals.isPresent() && found instanceof Json.Numeric(double number)) {
            double power = Math.pow(10, decimals.get());
            return new Json.Numeric(Math.rint(number * power) / power);
        }
        return found;
    }
}
