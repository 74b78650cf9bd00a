package io.tidegate.gateway.pages;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Lists in parts: each part is a plain array of at most {@code limit} members, and the header {@code Link} (RFC 8288) leads
 * to the next one as long as there is more. A part begins behind the last member of the one before, so that what comes
 * and goes meanwhile moves nothing past the reader. Functions only.
 */
final class Paging {

    /** Members of one part at most, and where nobody says how many. */
    static final int LIMIT_MAX = 1_000;

    private Paging() {}

    /** Reads on behind where the request says. */
    @FunctionalInterface
    interface Part<T> {
        List<T> read(int limit) throws SQLException, InvalidRequest;
    }

    /** The parameters by which a request goes on behind a member. */
    @FunctionalInterface
    interface Behind<T> {
        Map<String, String> of(T last);
    }

    static <T> Answer list(Asked asked, Part<T> part, Behind<T> behind, Answer.Members<T> members)
            throws SQLException, InvalidRequest {
        int limit = (int) asked.number("limit", LIMIT_MAX, 1, LIMIT_MAX);
        // One more, to know whether there is more.
        List<T> found = part.read(limit + 1);
        if (found.size() <= limit) {
            return Answer.list(found, members);
        }
        List<T> shown = found.subList(0, limit);
        String next = asked.addressWith(behind.of(shown.getLast()));
        return Answer.list(shown, members).with("Link", "<" + next + ">; rel=\"next\"");
    }
}
