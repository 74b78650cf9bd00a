package io.tidegate.gateway.proofs;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Proof;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts a range of the journal, stream by stream. Used once, by one thread. */
final class Counting {

    /**
     * So many streams are counted at once, in some 2 MB. A range in which there are more (beacons that make up their names) ends
     * before the first one too many.
     */
    static final int STREAMS_MAX = 2_000;

    private static final int SLICE = 5_000;

    /** A device's entries of one kind. */
    record StreamId(DeviceId device, String kind) {

        static StreamId of(Observation seen) {
            return new StreamId(seen.device(), seen.kind());
        }
    }

    /** Where a stream's hash was at the end of the range before; empty where there was none. */
    @FunctionalInterface
    interface Previous {
        String of(StreamId stream) throws SQLException;
    }

    /**
     * @param last position of the range
     * @param missing entries of it that the journal does not have
     */
    record Counted(long last, long missing, Collection<Chain> chains) {}

    private final Origin origin;
    private final Journal journal;
    private final Previous previous;
    private final Map<StreamId, Chain> chains = new LinkedHashMap<>();

    Counting(Origin origin, Journal journal, Previous previous) {
        this.origin = origin;
        this.journal = journal;
        this.previous = previous;
    }

    /** Behind {@code after}, and up to {@code upTo} where there are not too many streams. */
    Counted count(Connection reader, long after, long upTo) throws SQLException, InterruptedException {
        long read = 0;
        long position = after;
        while (position < upTo) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            List<Entry> entries = journal.entriesAfter(reader, position, SLICE);
            for (Entry entry : entries) {
                if (entry.position() > upTo) {
                    break;
                }
                if (!add(entry)) {
                    return counted(after, entry.position() - 1, read);
                }
                read++;
            }
            position = entries.isEmpty() ? upTo : entries.getLast().position();
        }
        return counted(after, upTo, read);
    }

    private Counted counted(long after, long last, long read) {
        return new Counted(last, last - after - read, chains.values());
    }

    /** False where it would be of one stream too many. */
    private boolean add(Entry entry) throws SQLException {
        if (entry.observation() instanceof Proof) {
            // What is proven of all else shows whether it is there.
            return true;
        }
        StreamId stream = StreamId.of(entry.observation());
        Chain chain = chains.get(stream);
        if (chain == null) {
            if (chains.size() == STREAMS_MAX) {
                return false;
            }
            chain = new Chain(stream, previous.of(stream));
            chains.put(stream, chain);
        }
        chain.add(origin.idOf(entry.position()));
        return true;
    }
}
