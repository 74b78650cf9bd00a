package io.tidegate.clouds.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a token server says (RFC 6749, sections 5.1 and 5.2). Immutable.
 *
 * @param token that can stand in a header, where it gives one
 * @param lasts from the moment when it was asked for
 * @param complaint in the server's words, where it says that it gives none
 */
record TokenAnswer(Optional<String> token, Duration lasts, Optional<String> complaint) {

    /** A usual one, where the server says nothing (section 5.1 lets it). */
    private static final Duration LASTS_STANDARD = Duration.ofHours(1);

    private static final Duration LASTS_MAX = Duration.ofDays(1);

    /** What is sent in a header, where anything else would be refused by a message that repeats it. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

    private static final JsonFactory JSON = new JsonFactory();

    static TokenAnswer of(HttpResponse<String> response) {
        Map<String, String> members = members(response.body());
        boolean granted = response.statusCode() / 100 == 2;
        Optional<String> token = Optional.ofNullable(members.get("access_token"))
                .filter(text -> granted && SENDABLE.matcher(text).matches())
                .filter(text -> members.getOrDefault("token_type", "Bearer").equalsIgnoreCase("Bearer"));
        Optional<String> complaint = granted
                ? Optional.empty()
                : Optional.of(Optional.ofNullable(members.get("error"))
                        .map(error -> Answer.shortened(
                                members.containsKey("error_description")
                                        ? error + ": " + members.get("error_description")
                                        : error))
                        .orElseGet(() -> Answer.words(response)));
        return new TokenAnswer(token, lasts(members.get("expires_in")), complaint);
    }

    private static Duration lasts(@Nullable String seconds) {
        try {
            return seconds == null
                    ? LASTS_STANDARD
                    : Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), 0, LASTS_MAX.toSeconds()));
        } catch (NumberFormatException e) {
            return LASTS_STANDARD;
        }
    }

    /** Texts and numbers of the outermost object, by name; none where it is not JSON. */
    private static Map<String, String> members(String body) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return members;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    members.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return members;
        } catch (IOException e) {
            return Map.of();
        }
    }
}
