package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Thinned.Holes;
import io.tidegate.observation.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring blocks that are thinned together, and what comes into their place. They are of one start of the box, recorded
 * within the time of a {@link Reduction}, so that the last one's clocks may stand for all. Immutable.
 *
 * @param stamps of the blocks, as far as their clocks were set right later with the right time
 * @param contents of the blocks, with the times that are right
 * @param bytes of the blocks
 * @param end the last position that was looked at: behind the range where a damaged block stands alone
 */
record Piece(
        List<Block> blocks,
        List<ClockState.Stamp> stamps,
        List<SparseBody.Content> contents,
        Footprint.Bytes bytes,
        long end) {

    /** In one small transaction; but one block at least. */
    static final int BLOCKS_MAX = 400;

    static final long BYTES_MAX = 128 << 10;

    /** Decoded, summed up and encoded while acknowledgements wait; readings that are much alike take next to no bytes. */
    private static final int ENTRIES_MAX = 4_096;

    /** By so much may the wall clock gain on the monotonic one until it counts as set anew. */
    private static final Duration STEADY_MAX = Duration.ofSeconds(1);

    /** Not the newest block, which holds the numbering. */
    private static final String BLOCKS = Blocks.SELECT + """
            WHERE first >= ? AND last <= ? AND first < (SELECT max(first) FROM block) ORDER BY first LIMIT ?""";

    /** A block in the place of others, and what is no more between its first position and its last. */
    record Left(Block block, Holes holes) {}

    /** What has come together so far, with its sums. */
    private static final class Draft {

        private final List<Block> blocks = new ArrayList<>();
        private final List<ClockState.Stamp> stamps = new ArrayList<>();
        private final List<SparseBody.Content> contents = new ArrayList<>();
        private Footprint.Bytes bytes = Footprint.Bytes.NONE;
        private int entries;

        boolean isEmpty() {
            return blocks.isEmpty();
        }

        boolean takes(Block next, ClockState.Stamp stamp, Reduction by) {
            return isEmpty()
                    || (bytes.all() + next.bytes().all() <= BYTES_MAX
                            && entries < ENTRIES_MAX
                            && belongs(next, stamp, blocks.getLast(), stamps, by));
        }

        void add(Block block, ClockState.Stamp stamp, SparseBody.Content content) {
            blocks.add(block);
            stamps.add(stamp);
            contents.add(content);
            bytes = bytes.plus(block.bytes());
            entries += content.entries().size();
        }

        Piece upTo(long end) {
            return new Piece(List.copyOf(blocks), List.copyOf(stamps), List.copyOf(contents), bytes, end);
        }
    }

    /**
     * Empty where the block with which the range begins is damaged.
     *
     * @param before none that was recorded later comes along
     * @param seams nor one of which nothing may become one
     */
    static Piece from(Store store, Block.Range range, Reduction by, Instant before, Seams seams) throws SQLException {
        long first = range.first();
        Draft draft = new Draft();
        try (PreparedStatement select = store.connection().prepareStatement(BLOCKS)) {
            select.setLong(1, first);
            select.setLong(2, range.last());
            select.setInt(3, BLOCKS_MAX);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Block next = Blocks.read(row);
                    if (!next.range()
                            .isFrom(
                                    draft.isEmpty()
                                            ? first
                                            : draft.blocks.getLast().last() + 1)) {
                        // Its number flipped: it stands among others.
                        continue;
                    }
                    ClockState.Stamp stamp = setRight(store, next.stamp());
                    if (!draft.takes(next, stamp, by)
                            || (!draft.isEmpty() && (stamp.wall().isAfter(before) || by.waits(next.range(), seams)))) {
                        break;
                    }
                    draft.add(next, stamp, content(next, store.times().boots().hindsight(next.stamp()), stamp));
                }
            } catch (DamagedBlock damaged) {
                // Whoever reads it reports it.
                if (draft.isEmpty()) {
                    return draft.upTo(end(store.connection(), first));
                }
            }
        }
        return draft.upTo(draft.isEmpty() ? first : draft.blocks.getLast().last());
    }

    private static SparseBody.Content content(Block block, Hindsight times, ClockState.Stamp stamp)
            throws DamagedBlock {
        SparseBody.Content content = block.content(times);
        return stamp.synchronised() || block.thinness() != Thinness.WHOLE ? content : content.told(times);
    }

    /** Before the next block: where a damaged one ends is not to be believed. */
    private static long end(Connection connection, long first) throws SQLException {
        return Schema.number(
                        connection,
                        "SELECT first FROM block WHERE first <= last AND first > " + first + " ORDER BY first LIMIT 1")
                - 1;
    }

    /** What was set right since then is so on disk from now on: a block that becomes one with others could not be any more. */
    private static ClockState.Stamp setRight(Store store, ClockState.Stamp stamp) {
        Hindsight known = store.times().boots().hindsight(stamp);
        return known.shiftMillis() == 0
                ? stamp
                : new ClockState.Stamp(stamp.boot(), stamp.monotonicNanos(), known.recordedAt(), true);
    }

    /**
     * Where the clock may be set right yet, only what was recorded while it ran steadily: how wrong the last block was then holds
     * for all.
     */
    private static boolean belongs(
            Block next, ClockState.Stamp stamp, Block before, List<ClockState.Stamp> stamps, Reduction by) {
        ClockState.Stamp first = stamps.getFirst();
        return next.first() == before.last() + 1
                && next.givesWay(by)
                && (by != Reduction.NO_EVENTS || next.thinness() == before.thinness())
                && stamp.boot() == first.boot()
                && stamp.synchronised() == first.synchronised()
                && (stamp.synchronised() || isSteady(first, stamp))
                && !stamp.wall().isBefore(stamps.getLast().wall())
                && Duration.between(first.wall(), stamp.wall())
                                .compareTo(by.after(before.thinness()).block())
                        <= 0;
    }

    private static boolean isSteady(ClockState.Stamp first, ClockState.Stamp stamp) {
        Duration shown = Duration.between(first.wall(), stamp.wall());
        return shown.minusNanos(stamp.monotonicNanos() - first.monotonicNanos())
                        .abs()
                        .compareTo(STEADY_MAX)
                <= 0;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    Block.Range range() {
        return new Block.Range(blocks.getFirst().first(), blocks.getLast().last());
    }

    /** @param seams what lies on both sides of one does not become one */
    List<Left> thinned(Reduction by, Seams seams) {
        SparseBody.Content all = SummingUp.of(contents, by, seams);
        List<Left> left = new ArrayList<>();
        long first = range().first();
        int from = 0;
        long bytes = 0;
        List<Entry> entries = all.entries();
        for (int i = 0; i < entries.size(); i++) {
            long size = Waiting.bytes(entries.get(i).observation());
            if (i > from && (i - from == Block.ENTRIES_MAX || bytes + size > Block.BYTES_MAX)) {
                long last = entries.get(i - 1).position();
                left.add(left(
                        new Block.Range(first, last),
                        new SparseBody.Content(entries.subList(from, i), 0, all.told()),
                        by));
                first = last + 1;
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        var rest = new SparseBody.Content(entries.subList(from, entries.size()), all.summedUpBehind(), all.told());
        left.add(left(new Block.Range(first, range().last()), rest, by));
        return left;
    }

    private Left left(Block.Range range, SparseBody.Content content, Reduction by) {
        long summedUp = content.summedUpBehind()
                + content.entries().stream().mapToLong(Entry::summedUp).sum();
        long gone = range.last() - range.first() + 1 - content.entries().size();
        Block block = Block.thinned(
                range, content, stamps.getLast(), by.after(blocks.getLast().thinness()));
        return new Left(block, new Holes(range.last(), summedUp, gone - summedUp));
    }
}
