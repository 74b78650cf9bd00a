package io.tidegate.clouds;

import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Origin;
import java.util.List;

/** Entries as lines, each the JSON that all clouds get. Functions only. */
public final class Lines {

    private static final int COMPRESSED_BYTES = 32;

    private Lines() {}

    /** A member of a gzip file, as {@link Gzip} makes it; at no time are all lines in memory. */
    public static byte[] gzip(Origin origin, List<Entry> entries) {
        return Gzip.of(COMPRESSED_BYTES * entries.size(), out -> {
            for (Entry entry : entries) {
                out.write(EntryJson.object(origin, entry));
                out.write('\n');
            }
        });
    }
}
