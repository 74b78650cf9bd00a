package io.tidegate.clouds.file;

import io.tidegate.clouds.Gzip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Members of a gzip file (RFC 1952), and how far they are whole. Used by one thread. */
final class Members {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** ID1, ID2, deflate, and none of the optional fields: all that {@link Gzip} writes (section 2.3). */
    private static final int MAGIC = 0x1f8b0800;

    /** Of a header behind the magic: time, extra flags, system. */
    private static final int HEADER_REST = 6;

    /** CRC-32 and length of the content, little-endian. */
    private static final int TRAILER = 8;

    private final ReadableByteChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private final byte[] content = new byte[BUFFER_BYTES];
    private long bytesRead;

    private Members(ReadableByteChannel file) {
        this.file = file;
    }

    /** Bytes from the beginning to the end of the last member before the first that is not whole. */
    static long wholeLength(ReadableByteChannel file) throws IOException {
        Members members = new Members(file);
        long whole = 0;
        while (members.skipOne()) {
            whole = members.bytesRead - members.buffer.remaining();
        }
        return whole;
    }

    private boolean skipOne() throws IOException {
        if (!has(Integer.BYTES + HEADER_REST)
                || buffer.order(ByteOrder.BIG_ENDIAN).getInt() != MAGIC) {
            return false;
        }
        buffer.position(buffer.position() + HEADER_REST);
        CRC32 sum = new CRC32();
        Inflater inflater = new Inflater(true);
        try {
            return inflated(inflater, sum)
                    && has(TRAILER)
                    && buffer.order(ByteOrder.LITTLE_ENDIAN).getInt() == (int) sum.getValue()
                    && buffer.getInt() == (int) inflater.getBytesWritten();
        } catch (DataFormatException torn) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private boolean inflated(Inflater inflater, CRC32 sum) throws IOException, DataFormatException {
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                if (!has(1)) {
                    return false;
                }
                inflater.setInput(buffer);
            }
            if (inflater.needsDictionary()) {
                return false;
            }
            sum.update(content, 0, inflater.inflate(content));
        }
        return true;
    }

    private boolean has(int bytes) throws IOException {
        while (buffer.remaining() < bytes) {
            buffer.compact();
            int read = file.read(buffer);
            buffer.flip();
            if (read < 0) {
                return false;
            }
            bytesRead += read;
        }
        return true;
    }
}
