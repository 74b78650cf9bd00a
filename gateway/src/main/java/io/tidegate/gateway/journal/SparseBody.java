package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The entries of a thinned block as bytes and back: which positions are left, and how many in front of each were summed up.
 *
 * <pre>
 * body := count:varint { gap:varint mark:varint } summedUpBehind:varint entries
 * mark := summedUp &lt;&lt; 1 | told
 * </pre>
 *
 * A gap counts the positions since the entry before, or since the block's first; those of them that were not summed up are no
 * more. Where the clock may be set yet, {@code told} marks the times that are a device's. The entries are as {@link EntryCodec}
 * has them. Functions only.
 */
final class SparseBody {

    /**
     * What is left of a block.
     *
     * @param summedUpBehind so many of the positions behind the last entry were summed up
     * @param told positions of entries whose time a device told, so that it stays when the gateway's clock is set right; none
     *     where that clock was right
     */
    record Content(List<Entry> entries, long summedUpBehind, Set<Long> told) {

        /** By a clock that was right. */
        Content(List<Entry> entries, long summedUpBehind) {
            this(entries, summedUpBehind, Set.of());
        }

        /** Of a block that is as it was committed, by a clock that may be set yet. */
        Content told(Hindsight times) {
            return new Content(
                    entries,
                    summedUpBehind,
                    entries.stream()
                            .filter(entry ->
                                    !times.isOwn(entry.observation().at().toEpochMilli()))
                            .map(Entry::position)
                            .collect(Collectors.toSet()));
        }
    }

    private SparseBody() {}

    static byte[] encode(long first, Content content) {
        ByteWriter out = new ByteWriter(16 + 32 * content.entries.size());
        out.varint(content.entries.size());
        long next = first;
        for (Entry entry : content.entries) {
            out.varint(entry.position() - next);
            out.varint(entry.summedUp() << 1 | (content.told.contains(entry.position()) ? 1 : 0));
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
            int count = in.varint();
            if (count > last - first + 1) {
                throw new DamagedBlock(count + " entries at " + (last - first + 1) + " positions");
            }
            long[] positions = new long[count];
            long[] marks = new long[count];
            long next = first;
            for (int i = 0; i < count; i++) {
                positions[i] = next + in.varlong();
                marks[i] = in.varlong();
                next = positions[i] + 1;
            }
            long behind = in.varlong();
            byte[] rest = in.rest();
            List<Entry> own = EntryCodec.decode(rest, 0, count, times.ofOwn());
            List<Entry> told = times.shiftMillis() == 0 ? own : EntryCodec.decode(rest, 0, count, times.ofTold());
            List<Entry> entries = new ArrayList<>(count);
            Set<Long> toldAt = new HashSet<>();
            for (int i = 0; i < count; i++) {
                boolean isTold = (marks[i] & 1) == 1;
                Entry entry = own.get(i);
                entries.add(new Entry(
                        positions[i],
                        entry.recordedAt(),
                        (isTold ? told : own).get(i).observation(),
                        entry.timed(),
                        marks[i] >>> 1));
                if (isTold) {
                    toldAt.add(positions[i]);
                }
            }
            return new Content(entries, behind, toldAt);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new DamagedBlock("what is left of it cannot be read: " + e.getMessage());
        }
    }
}
