package io.tidegate.gateway.pages;

import io.tidegate.digest.Digests;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Entity tags (RFC 9110, section 8.8.3), so that who asks again is told in a line that nothing has changed. Safe from any
 * thread.
 */
final class Tags {

    private static final int BYTES = 12;

    /** Numbers may begin anew with another run, on a disk that was restored or put in the place of another. */
    private final String run;

    Tags() {
        UUID random = UUID.randomUUID();
        this.run = text(ByteBuffer.allocate(Long.BYTES)
                .putLong(random.getLeastSignificantBits())
                .array());
    }

    /** A text that is another one whenever what is asked for may have changed. */
    @FunctionalInterface
    interface Edition {
        String now() throws SQLException;
    }

    /** A list has the tag of all that it is made of, and is not even read where the caller has that. */
    Workers.Question list(Edition edition, Workers.Question question) {
        return asked -> {
            // First: what comes while the list is read makes it news the next time.
            String tag = "W/\"" + run + "." + edition.now() + "\"";
            return isNamed(asked.header("If-None-Match"), tag) ? unchanged(tag) : tagged(question.answer(asked), tag);
        };
    }

    /** A single thing has the tag of its own content. */
    static Workers.Question one(Workers.Question question) {
        return asked -> {
            Answer answer = question.answer(asked);
            String tag = of(answer);
            boolean known = answer.succeeded() && isNamed(asked.header("If-None-Match"), tag);
            return known ? unchanged(tag) : tagged(answer, tag);
        };
    }

    static String of(Answer whole) {
        return "\"" + text(Arrays.copyOf(Digests.sha256(whole.body()), BYTES)) + "\"";
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the header names it, weak or not. */
    static boolean isNamed(String header, String tag) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(",", -1)).map(Tags::opaque).anyMatch(opaque(tag)::equals);
    }

    private static String opaque(String tag) {
        String stripped = tag.strip();
        return stripped.startsWith("W/") ? stripped.substring(2) : stripped;
    }

    /** Whether the header names exactly that content, as {@code If-Match} wants it. */
    static boolean isMatched(String header, String tag) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(",", -1)).map(String::strip).anyMatch(tag::equals);
    }

    private static Answer unchanged(String tag) {
        return tagged(Answer.json(304, new byte[0]), tag);
    }

    /** What may be kept, but is to be asked for each time. */
    static Answer tagged(Answer answer, String tag) {
        return answer.succeeded() || answer.status() == 304
                ? answer.with("ETag", tag).with("Cache-Control", "no-cache")
                : answer;
    }
}
