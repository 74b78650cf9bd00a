package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a thinned block as bytes and back: which positions are left, and how many in front of each were summed up.
 *
 * <pre>
 * body := spread:varint count:varint { gap:varint summedUp:varint } summedUpBehind:varint entries
 * </pre>
 *
 * A gap counts the positions since the entry before, or since the block's first; those of them that were not summed up are no
 * more. The spread is in milliseconds. The entries are as {@link EntryCodec} has them. Functions only.
 */
final class SparseBody {

    /**
     * What is left of a block.
     *
     * @param summedUpBehind so many of the positions behind the last entry were summed up
     * @param spreadMillis of what was committed by a clock that may be set yet ({@link Hindsight})
     */
    record Content(List<Entry> entries, long summedUpBehind, long spreadMillis) {

        /** By a clock that is right, or all in one commit. */
        Content(List<Entry> entries, long summedUpBehind) {
            this(entries, summedUpBehind, 0);
        }
    }

    private SparseBody() {}

    static byte[] encode(long first, Content content) {
        ByteWriter out = new ByteWriter(16 + 32 * content.entries.size());
        out.varint(content.spreadMillis);
        out.varint(content.entries.size());
        long next = first;
        for (Entry entry : content.entries) {
            out.varint(entry.position() - next);
            out.varint(entry.summedUp());
            next = entry.position() + 1;
        }
        out.varint(content.summedUpBehind);
        out.put(EntryCodec.encode(
                content.entries.stream().map(Entry::observation).toList()));
        return out.toBytes();
    }

    /** @throws DamagedBlock when the bytes are not what {@link #encode} makes */
    static Content decode(byte[] bytes, long first, long last, Hindsight times) throws DamagedBlock {
        try {
            ByteReader in = new ByteReader(bytes);
            long spread = in.varlong();
            int count = in.varint();
            if (count > last - first + 1) {
                throw new DamagedBlock(count + " entries at " + (last - first + 1) + " positions");
            }
            long[] positions = new long[count];
            long[] summedUp = new long[count];
            long next = first;
            for (int i = 0; i < count; i++) {
                positions[i] = next + in.varlong();
                summedUp[i] = in.varlong();
                next = positions[i] + 1;
            }
            long behind = in.varlong();
            List<Entry> entries = new ArrayList<>(count);
            for (Entry entry : EntryCodec.decode(in.rest(), 0, count, times.spread(spread))) {
                int i = (int) entry.position();
                entries.add(
                        new Entry(positions[i], entry.recordedAt(), entry.observation(), entry.timed(), summedUp[i]));
            }
            return new Content(entries, behind, spread);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new DamagedBlock("what is left of it cannot be read: " + e.getMessage());
        }
    }
}
