package io.tidegate.gateway.journal;

import io.tidegate.driver.Recorder;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.site.GatewaySettings;
import io.tidegate.sync.Outbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The site's journal. Safe from any thread. */
@SuppressWarnings("DoNotCallSuggester")
public final class Journal implements Recorder, AutoCloseable {

    /** Opens or creates {@code journal.db} in the folder. */
    public static Journal open(Path folder, GatewaySettings settings) throws SQLException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void record(List<Observation> seen) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> submit(Batch batch) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Like {@link #submit}, but never blocks: false when more is waiting than may wait. For event loops. */
    public boolean trySubmit(Batch batch, Consumer<? super Boolean> onDisk) {
        throw new UnsupportedOperationException();
    }

    /** Puts the change into the next group. The stage completes when it is on disk. Never blocks. */
    public CompletionStage<Void> change(StateChange change) {
        throw new UnsupportedOperationException();
    }

    /** The reader with that name, with its cursor where it was; a new one begins at the oldest entry. */
    public Outbox outbox(String name) {
        throw new UnsupportedOperationException();
    }

    public void project(Projection projection) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /** Called on the journal's thread after each commit with the new entries; must be quick and never throw. */
    public void onCommitted(Consumer<List<Entry>> tap) {
        throw new UnsupportedOperationException();
    }

    /** A new connection that can only read; the caller closes it. Sees what is committed. */
    public Connection openReader() throws SQLException {
        throw new UnsupportedOperationException();
    }

    public JournalStatus status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
