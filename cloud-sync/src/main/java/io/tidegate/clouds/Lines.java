package io.tidegate.clouds;

import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Entries as lines, each the JSON that all clouds get. Functions only. */
public final class Lines {

    private Lines() {}

    /** A member of a gzip file, as {@link Gzip} makes it; at no time are all lines in memory. */
    public static byte[] gzip(Origin origin, List<Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * entries.size() + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (Entry entry : entries) {
                zip.write(EntryJson.object(origin, entry));
                zip.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
