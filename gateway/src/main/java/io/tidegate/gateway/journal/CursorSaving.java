package io.tidegate.gateway.journal;

import static java.util.Objects.requireNonNull;

import io.tidegate.observation.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** When moved cursors go to disk: with a group's commit, or alone when none comes. Used by the journal's thread only, but for {@link #soon}. */
final class CursorSaving implements Rider {

    /** They go along at most this often, since a page more in every commit would wear the disk for nothing. */
    private static final long RIDE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** They get a commit of their own only when this long none came along. */
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Cursors cursors;
    private final LongSupplier nanos;
    private Map<String, Cursor.Place> boarded = Map.of();
    private long savedAt;

    CursorSaving(Cursors cursors, LongSupplier nanos) {
        this.cursors = cursors;
        this.nanos = nanos;
        savedAt = nanos.getAsLong();
    }

    /**
     * All that has moved, with the next commit, whenever they were saved before. Completes when it is on disk.
     *
     * @param change puts one into the next commit
     */
    static CompletionStage<Void> soon(Cursors cursors, Function<StateChange, CompletionStage<Void>> change) {
        AtomicReference<Map<String, Cursor.Place>> written = new AtomicReference<>(Map.of());
        return change.apply(transaction -> written.set(cursors.save(transaction)))
                .thenRun(() -> cursors.saved(requireNonNull(written.get())));
    }

    @Override
    public void board(Connection transaction, List<Observation> group, long last) throws SQLException {
        boarded = Map.of();
        boolean due = nanos.getAsLong() - savedAt >= RIDE_NANOS;
        if (due) {
            boarded = cursors.save(transaction);
        }
    }

    @Override
    public void landed() {
        if (!boarded.isEmpty()) {
            cursors.saved(boarded);
            savedAt = nanos.getAsLong();
            boarded = Map.of();
        }
    }

    void aloneWhenDue(Store store) throws SQLException {
        if (nanos.getAsLong() - savedAt >= ALONE_NANOS && cursors.dirty()) {
            now(store);
        }
    }

    void now(Store store) throws SQLException {
        Map<String, Cursor.Place> written = cursors.save(store.connection());
        store.commit();
        cursors.saved(written);
        savedAt = nanos.getAsLong();
    }
}
