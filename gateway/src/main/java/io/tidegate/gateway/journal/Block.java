package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One row of the table {@code block}: what was committed together.
 *
 * @param first position of the first entry
 * @param last position of the last entry
 * @param stamp what the clocks showed at the commit
 * @param earliest smallest time of an observation in it, milliseconds after 1970
 * @param latest largest time of an observation in it
 * @param codec a {@link Codec}, whose format is {@link #PLAIN} or {@link #DEFLATE}
 * @param checksum CRC-32C (RFC 3720, section 12.1) over all of the above and the body
 * @param body the entries, see {@link EntryCodec}; of a thinned block see {@link SparseBody}
 */
record Block(
        long first,
        long last,
        ClockState.Stamp stamp,
        long earliest,
        long latest,
        int codec,
        long checksum,
        byte[] body) {

    static final int PLAIN = 1;

    /** RFC 1951 in the wrapping of RFC 1950; the body begins with the plain length, 4 bytes big endian. */
    static final int DEFLATE = 2;

    /** Entries in one block at most, which a reader decodes at once; a larger group is several blocks of one commit. */
    static final int ENTRIES_MAX = 4_096;

    /** About so many bytes of observations in one block at most; only a lone entry is larger. */
    static final int BYTES_MAX = 1 << 20;

    /** Fewer entries do not get smaller by compression. */
    private static final int DEFLATE_ENTRIES_MIN = 4;

    /** No block is written larger; a larger length in a file is damage, not a reason to take all memory. */
    private static final int PLAIN_BYTES_MAX = 64 << 20;

    /** Positions, from the one to the other. */
    record Range(long first, long last) {

        /** Whether it can be what is found from a position on. One of which a bit flipped may say anything. */
        boolean isFrom(long position) {
            return position <= first && first <= last;
        }
    }

    static Block of(long first, List<Observation> observations, ClockState.Stamp stamp) {
        byte[] plain = EntryCodec.encode(observations);
        int format = observations.size() < DEFLATE_ENTRIES_MIN ? PLAIN : DEFLATE;
        Range range = new Range(first, first + observations.size() - 1);
        Codec codec = Codec.of(format, Thinness.WHOLE, observations);
        return of(range, times(observations), stamp, codec, body(format, plain));
    }

    /** What was left in the place of others. */
    static Block thinned(Range range, SparseBody.Content left, ClockState.Stamp stamp, Thinness thinness) {
        byte[] plain = SparseBody.encode(range.first, left);
        int format = left.entries().size() < DEFLATE_ENTRIES_MIN ? PLAIN : DEFLATE;
        List<Observation> observations =
                left.entries().stream().map(Entry::observation).toList();
        Codec codec = Codec.of(format, thinness, observations);
        return of(range, times(observations), stamp, codec, body(format, plain));
    }

    private static Block of(Range range, LongSummaryStatistics times, ClockState.Stamp stamp, Codec how, byte[] body) {
        int codec = how.number();
        boolean none = times.getCount() == 0;
        long earliest = none ? stamp.wall().toEpochMilli() : times.getMin();
        long latest = none ? earliest : times.getMax();
        long checksum = checksum(range.first, range.last, stamp, earliest, latest, codec, body);
        return new Block(range.first, range.last, stamp, earliest, latest, codec, checksum, body);
    }

    private static LongSummaryStatistics times(List<Observation> observations) {
        LongSummaryStatistics times = new LongSummaryStatistics();
        observations.forEach(seen -> times.accept(seen.at().toEpochMilli()));
        return times;
    }

    private static byte[] body(int format, byte[] plain) {
        return format == PLAIN ? plain : deflate(plain);
    }

    Thinness thinness() {
        return Codec.read(codec).thinness();
    }

    /** Whether that step would take anything of it. */
    boolean givesWay(Reduction step) {
        return step.takesOf(Codec.read(codec));
    }

    /** What it takes on disk. */
    Footprint.Bytes bytes() {
        return Codec.read(codec).bytes(body.length);
    }

    Range range() {
        return new Range(first, last);
    }

    int count() {
        return Math.toIntExact(last - first + 1);
    }

    /** The entries, or the news that they are not what was written. */
    List<Entry> entries(Hindsight times) throws DamagedBlock {
        return content(times).entries();
    }

    /** The same, with what was summed up behind the last of them. */
    SparseBody.Content content(Hindsight times) throws DamagedBlock {
        if (checksum != checksum(first, last, stamp, earliest, latest, codec, body)) {
            throw new DamagedBlock("the checksum is wrong");
        }
        byte[] plain = switch (Codec.read(codec).format()) {
            case PLAIN -> body;
            case DEFLATE -> inflate(body);
            default -> throw new DamagedBlock("written in an unknown way (" + codec + ")");
        };
        return thinness() == Thinness.WHOLE
                ? new SparseBody.Content(EntryCodec.decode(plain, first, count(), times), 0)
                : SparseBody.decode(plain, first, last, times);
    }

    private static long checksum(
            long first, long last, ClockState.Stamp stamp, long earliest, long latest, int codec, byte[] body) {
        ByteBuffer head = ByteBuffer.allocate(7 * Long.BYTES + 2 * Integer.BYTES)
                .putLong(first)
                .putLong(last)
                .putLong(stamp.boot())
                .putLong(stamp.monotonicNanos())
                .putLong(stamp.wall().toEpochMilli())
                .putInt(stamp.synchronised() ? 1 : 0)
                .putLong(earliest)
                .putLong(latest)
                .putInt(codec);
        CRC32C crc = new CRC32C();
        crc.update(head.flip());
        crc.update(body);
        return crc.getValue();
    }

    private static byte[] deflate(byte[] plain) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain);
            deflater.finish();
            byte[] out = new byte[Integer.BYTES + plain.length + plain.length / 8 + 64];
            ByteBuffer.wrap(out).putInt(plain.length);
            int length = deflater.deflate(out, Integer.BYTES, out.length - Integer.BYTES);
            if (!deflater.finished()) {
                throw new IllegalStateException(plain.length + " bytes do not fit into " + out.length);
            }
            return Arrays.copyOf(out, Integer.BYTES + length);
        }
    }

    private static byte[] inflate(byte[] body) throws DamagedBlock {
        if (body.length < Integer.BYTES) {
            throw new DamagedBlock("its body is cut off");
        }
        int length = ByteBuffer.wrap(body).getInt();
        if (length < 0 || length > PLAIN_BYTES_MAX) {
            throw new DamagedBlock("its body claims " + length + " bytes");
        }
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(body, Integer.BYTES, body.length - Integer.BYTES);
            byte[] plain = new byte[length];
            if (inflater.inflate(plain) != length) {
                throw new DamagedBlock("its body is cut off");
            }
            return plain;
        } catch (DataFormatException e) {
            throw new DamagedBlock("its body is not compressed data: " + e.getMessage());
        }
    }
}
