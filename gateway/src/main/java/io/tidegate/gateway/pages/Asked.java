package io.tidegate.gateway.pages;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request asks for, copied from it, so that a worker thread may read it. Immutable.
 *
 * @param address the path as it was written
 * @param path what stands in the places of its parameters
 * @param query parameters of the address, and the fields of a form
 */
record Asked(String address, Map<String, String> path, MultiMap query, MultiMap headers) {

    /** Nothing was recorded before 1970, and every history can count to here: 64 bits of nanoseconds end in that year. */
    static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    private static final Set<String> YES = Set.of("true", "1", "yes");

    private static final Set<String> NO = Set.of("false", "0", "no");

    static Asked of(RoutingContext request) {
        return new Asked(
                request.request().path(),
                Map.copyOf(request.pathParams()),
                MultiMap.caseInsensitiveMultiMap()
                        .addAll(request.queryParams())
                        .addAll(request.request().formAttributes()),
                MultiMap.caseInsensitiveMultiMap().addAll(request.request().headers()));
    }

    /** Empty where there is none. */
    String header(String name) {
        return String.join(", ", headers.getAll(name));
    }

    String acceptLanguage() {
        return header("Accept-Language");
    }

    /** The address of the same with other parameters. */
    String addressWith(Map<String, String> parameters) {
        MultiMap others = MultiMap.caseInsensitiveMultiMap().addAll(query);
        parameters.forEach(others::set);
        return address + "?"
                + others.entries().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /** What a list is to be narrowed down to: empty where it is not said. Said as nothing it would be all in silence. */
    Optional<String> filter(String name) throws InvalidRequest {
        Optional<String> value = Optional.ofNullable(query.get(name));
        if (value.filter(String::isBlank).isPresent()) {
            throw new InvalidRequest(
                    400, "The parameter '" + name + "' is empty", "Give it a value, or leave it out for all.");
        }
        return value;
    }

    String required(String name) throws InvalidRequest {
        return parameter(name)
                .orElseThrow(() -> new InvalidRequest(
                        400, "The parameter '" + name + "' is missing", "Add ?" + name + "=... to the address."));
    }

    /** False where it is not there. One without a value is no yes and no no. */
    boolean flag(String name) throws InvalidRequest {
        for (String said : query.getAll(name)) {
            if (!YES.contains(word(said)) && !NO.contains(word(said))) {
                throw new InvalidRequest(
                        400,
                        "The parameter '" + name + "' is neither true nor false",
                        "Write " + name + "=true or " + name + "=false, or leave it out for false.");
            }
        }
        return isTicked(name);
    }

    /** For a form that is shown again, whatever else was in it. */
    boolean isTicked(String name) {
        return query.getAll(name).stream().anyMatch(said -> YES.contains(word(said)));
    }

    private static String word(String said) {
        return said.strip().toLowerCase(Locale.ROOT);
    }

    /** The parameter must be there. */
    long number(String name, long min, long max) throws InvalidRequest {
        required(name);
        return number(name, min, min, max);
    }

    long number(String name, long otherwise, long min, long max) throws InvalidRequest {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as for a number outside the range.
        }
        throw new InvalidRequest(
                400,
                "The parameter '" + name + "' is not a whole number from " + min + " to " + max,
                "Leave it out for " + otherwise + ".");
    }

    Instant instant(String name, Instant otherwise) throws InvalidRequest {
        Optional<String> text = filter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            Instant time = Instant.parse(text.get());
            Instant possible = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
            return possible.isAfter(LATEST) ? LATEST : possible;
        } catch (DateTimeParseException e) {
            throw new InvalidRequest(
                    400,
                    "The parameter '" + name + "' is no time",
                    "Write it as RFC 3339 in UTC, such as 2026-11-23T10:00:00Z.");
        }
    }
}
