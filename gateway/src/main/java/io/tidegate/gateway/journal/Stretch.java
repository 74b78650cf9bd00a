package io.tidegate.gateway.journal;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Entries that a reader has left for later, when it leapt to the newest ones. How far it has had them is a cursor among the
 * others, so that whatever holds for a reader's place holds for this one: it is saved, retention waits for it, and what
 * retention takes is counted as missed. Immutable.
 *
 * @param upTo the last of them
 * @param again whether the reader has had them before, and shall have them once more
 */
record Stretch(String reader, long upTo, boolean again) {

    /** A reader that is cut off so often has them in one piece in the end. */
    static final int READER_MAX = 32;

    /** No sink's id has a slash. */
    private static final String OWED = "owed/";

    private static final String AGAIN = "again/";

    Stretch(String reader, long upTo) {
        this(reader, upTo, false);
    }

    /** Of the cursor: in the order of names the oldest is the first. */
    String name() {
        return (again ? AGAIN : OWED) + reader + "/" + String.format(Locale.ROOT, "%019d", upTo);
    }

    static boolean isOne(String cursor) {
        return cursor.startsWith(OWED) || cursor.startsWith(AGAIN);
    }

    /** The stretch of a cursor; none where it is another's. */
    static Stream<Stretch> named(String cursor) {
        if (!isOne(cursor)) {
            return Stream.empty();
        }
        boolean again = cursor.startsWith(AGAIN);
        int begin = (again ? AGAIN : OWED).length();
        int end = cursor.lastIndexOf('/');
        return Stream.of(new Stretch(cursor.substring(begin, end), Long.parseLong(cursor.substring(end + 1)), again));
    }

    /** Whose cursor it is. */
    static String reader(String cursor) {
        return Stream.concat(
                        named(cursor).map(Stretch::reader), Ahead.named(cursor).map(Ahead::reader))
                .findFirst()
                .orElse(cursor);
    }

    /** How far a cursor is moved by what moves all to {@code position}. */
    static long reach(String cursor, long position) {
        if (Ahead.isOne(cursor)) {
            return 0;
        }
        return named(cursor)
                .map(stretch -> Math.min(stretch.upTo, position))
                .findFirst()
                .orElse(position);
    }
}
