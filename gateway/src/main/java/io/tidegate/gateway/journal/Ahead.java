package io.tidegate.gateway.journal;

import io.tidegate.sync.Lane;
import io.tidegate.sync.Priority;
import java.util.stream.Stream;

/**
 * A lane of a reader for what passes the rest. Its cursor stands among the others, and says: all of that priority up to here
 * that waits anywhere has been had. It never holds up retention, since what it has not had waits in another lane too.
 * Immutable.
 */
record Ahead(String reader, Priority priority) {

    /** No sink's id has a slash. */
    private static final String PREFIX = "ahead/";

    static Ahead of(String reader, Lane lane) {
        return new Ahead(
                reader,
                switch (lane) {
                    case URGENT -> Priority.URGENT;
                    case STATE -> Priority.STATE;
                    case FRESH, OWED, AGAIN -> throw new IllegalArgumentException(lane + " passes nothing");
                });
    }

    /** Of the cursor. */
    String name() {
        return prefix(reader) + priority;
    }

    /** Of the cursors of all such lanes of a reader. */
    static String prefix(String reader) {
        return PREFIX + reader + "/";
    }

    static boolean isOne(String cursor) {
        return cursor.startsWith(PREFIX);
    }

    /** The lane of a cursor; none where it is another's. */
    static Stream<Ahead> named(String cursor) {
        int end = cursor.lastIndexOf('/');
        return isOne(cursor)
                ? Stream.of(
                        new Ahead(cursor.substring(PREFIX.length(), end), Priority.valueOf(cursor.substring(end + 1))))
                : Stream.empty();
    }
}
