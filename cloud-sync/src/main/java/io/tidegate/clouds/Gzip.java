package io.tidegate.clouds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Bytes as a member of a gzip file (RFC 1952), whose header has none of the optional fields. Functions only. */
public final class Gzip {

    /** Writes what is to be compressed, a piece at a time, so that it never stands in memory as a whole. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private Gzip() {}

    public static byte[] of(byte[] content) {
        return of(content.length / 4, out -> out.write(content));
    }

    /** @param expected about so many bytes, compressed */
    public static byte[] of(int expected, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expected + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            content.writeTo(zip);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
