package io.tidegate.gateway.history;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.site.HistorySettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tinylog.Logger;

/**
 * The history in the journal's own file: single values from the journal's blocks, since a second copy of each would wear
 * the disk twice; summaries from {@link Rollups}. What is not in the summaries yet is added from the journal, by position
 * and in the same view of the file, so that an answer is always up to date and never counts twice. Safe from any worker
 * thread.
 */
public final class EmbeddedHistory implements History {

    /** Entries gone through for single values at most: a second's work on a small box. */
    static final int SCANNED_MAX = 1_000_000;

    /** Entries behind the summaries that an answer takes into account: more are there only while they are first made. */
    static final int TAIL_MAX = 200_000;

    private static final int TAIL_SLICE = 5_000;

    private final Journal journal;
    private final int scannedMax;

    private EmbeddedHistory(Journal journal, int scannedMax) {
        this.journal = journal;
        this.scannedMax = scannedMax;
    }

    /** Begins to summarise, from where it was. */
    public static EmbeddedHistory open(Journal journal, HistorySettings.Embedded kept, InstantSource clock)
            throws SQLException, InterruptedException {
        Rollups.Times times = new Rollups.Times(clock, journal.clock()::synchronised);
        return open(journal, new Rollups(kept, times, Rollups.LAG), SCANNED_MAX);
    }

    static EmbeddedHistory open(Journal journal, Rollups rollups, int scannedMax)
            throws SQLException, InterruptedException {
        Rollups.lookAtSeries(journal.renewal());
        journal.project(rollups);
        return new EmbeddedHistory(journal, scannedMax);
    }

    /** Lets go of the summaries, when the history is kept elsewhere from now on. */
    public static void forget(Journal journal) {
        journal.retireProjection(Rollups.NAME, Rollups::drop)
                .exceptionally(e -> {
                    // Tables and place stay together, so that the summaries could still go on from there.
                    Logger.warn("The summaries are let go of again at the next start: {}", e.getMessage());
                    return null;
                })
                .toCompletableFuture()
                .join();
    }

    @Override
    public List<Series> series() throws IOException {
        return read(reader -> {
            Set<Series> all = new TreeSet<>(SeriesIds.all(reader));
            tail(reader, entry -> {
                if (entry.observation() instanceof Observation.Reading reading) {
                    reading.fields().keySet().forEach(field -> all.add(new Series(reading.device(), field)));
                }
            });
            return List.copyOf(all);
        });
    }

    @Override
    public Course course(Series series, Span span, Duration step) throws IOException {
        Steps.checked(span, step);
        if (step.compareTo(Steps.MINUTE) >= 0) {
            return read(reader -> summaries(reader, series, span, step));
        }
        Span whole = span.wholeSteps(step);
        Buckets buckets = new Buckets(series, whole, step);
        return read(reader -> journal.scan().between(reader, whole.from(), whole.to(), scannedMax, buckets::add)
                ? new Course(step, false, buckets.points())
                : summaries(reader, series, span, Steps.MINUTE));
    }

    private Course summaries(Connection reader, Series series, Span span, Duration step) throws SQLException {
        Span whole = span.wholeSteps(step);
        Buckets buckets = new Buckets(series, whole, step);
        OptionalInt id = SeriesIds.find(reader, series);
        if (id.isPresent()) {
            if (step.compareTo(Steps.HOUR) < 0) {
                minutes(reader, id.getAsInt(), whole.fromMillis(), whole.toMillis(), buckets);
            } else {
                hours(reader, id.getAsInt(), whole, buckets);
            }
        }
        boolean all = tail(reader, buckets::add);
        return new Course(step, !all, buckets.points());
    }

    private static void minutes(Connection reader, int id, long fromMillis, long toMillis, Buckets into)
            throws SQLException {
        long minute = Steps.MINUTE.toMillis();
        Tier.MINUTES.read(reader, id, fromMillis / minute, toMillis / minute, into);
    }

    /** Hours that are stale are read from their minutes. */
    private static void hours(Connection reader, int id, Span whole, Buckets into) throws SQLException {
        long hour = Steps.HOUR.toMillis();
        long next = whole.fromMillis() / hour;
        long end = whole.toMillis() / hour;
        for (long stale : StaleHours.between(reader, next, end)) {
            Tier.HOURS.read(reader, id, next, stale, into);
            minutes(reader, id, stale * hour, (stale + 1) * hour, into);
            next = stale + 1;
        }
        Tier.HOURS.read(reader, id, next, end, into);
    }

    /** Hands over what is behind the summaries; false when that is too much. */
    private boolean tail(Connection reader, Consumer<Entry> into) throws SQLException {
        long position = journal.appliedTo(reader, Rollups.NAME);
        for (int seen = 0; seen < TAIL_MAX; ) {
            List<Entry> slice = journal.entriesAfter(reader, position, TAIL_SLICE);
            if (slice.isEmpty()) {
                return true;
            }
            slice.forEach(into);
            seen += slice.size();
            position = slice.getLast().position();
        }
        return false;
    }

    @Override
    public Timeline values(Series series, Span span, int limit) throws IOException {
        Earliest earliest = new Earliest(series, span, History.checkedLimit(limit));
        Instant to = Instant.ofEpochMilli(span.toMillis());
        return read(reader ->
                earliest.timeline(journal.scan().between(reader, span.from(), to, scannedMax, earliest::add)));
    }

    private interface Reading<T> {
        T from(Connection reader) throws SQLException;
    }

    private <T> T read(Reading<T> reading) throws IOException {
        try (Connection reader = journal.openReader()) {
            // One view of the file for all questions of one answer.
            reader.setAutoCommit(false);
            T answer = reading.from(reader);
            reader.rollback();
            return answer;
        } catch (SQLException e) {
            throw new IOException("the history cannot be read: " + e.getMessage(), e);
        }
    }

    /** Nothing is its own: the journal is closed by who opened it. */
    @Override
    public void close() {}
}
