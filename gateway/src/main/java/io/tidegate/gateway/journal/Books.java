package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Standing.Range;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * What the journal knows of its readers: what became of every entry, what was refused and shall be sent again, when they were
 * away. Safe from any thread.
 */
public final class Books {

    private final JournalOutbox.Shared shared;

    private final LongSupplier oldest;

    /** @param oldest position that the journal has */
    Books(JournalOutbox.Shared shared, LongSupplier oldest) {
        this.shared = shared;
        this.oldest = oldest;
    }

    /** What became of all that the reader was owed, at this moment; empty where there is no such reader. */
    public Optional<Account> account(String reader) {
        Decided.Count decided = shared.rejections().decided().of(reader);
        Standing standing = shared.standing(reader);
        return standing.own().base() == Cursor.NO_BOOKS
                ? Optional.empty()
                : Optional.of(standing.account(shared.progress().last(), shared.thinned())
                        .with(decided.takenLater(), decided.dismissed()));
    }

    /** Has everything that the reader's cloud rejected sent once more. The stage completes when that is on disk. */
    public CompletionStage<Void> replay(String reader) {
        return shared.rejections().replay(reader).thenRun(shared.progress()::wake);
    }

    /** Has these rejected entries sent once more. */
    public CompletionStage<Void> replay(String reader, Collection<Long> positions) {
        return shared.rejections().replay(reader, positions).thenRun(shared.progress()::wake);
    }

    /**
     * Has a range of entries sent once more, as far as the journal has it and the reader has passed it; what is not meant for
     * the reader stays. It is accounted for apart, as sent again.
     *
     * @return empty where none of it is there, or too much is being sent again already
     */
    public Optional<Resent> resend(String reader, long first, long last) {
        Range range = shared.standing(reader).passed(new Range(Math.max(first, oldest.getAsLong()) - 1, last));
        if (range.after() >= range.upTo() || !shared.readers().again(reader, range.after() + 1, range.upTo())) {
            return Optional.empty();
        }
        CompletionStage<Void> onDisk = CursorSaving.soon(shared.cursors(), shared.change());
        shared.progress().wake();
        return Optional.of(new Resent(range.after() + 1, range.upTo(), onDisk));
    }

    /** What is sent once more, from the one to the other; the stage completes when that is on disk. */
    public record Resent(long first, long last, CompletionStage<Void> onDisk) {}

    /** Which entries between two positions, with both, a person has given up for the reader; rising. */
    public List<Long> givenUp(Connection connection, String reader, long first, long last) throws SQLException {
        return GivenUp.within(connection, shared.damage(), reader, first, last);
    }

    /** Forgets these rejected entries, since a person has looked at them: no report of a receiver brings them back. */
    public CompletionStage<Void> dismiss(String reader, Collection<Long> positions) {
        return shared.rejections().dismiss(reader, positions);
    }

    /**
     * Up to which position the reader had had everything at a moment, or had left it for later; 0 where that was before the program
     * started.
     */
    public long doneAt(String reader, Instant then) {
        return shared.milestones().doneAt(reader, then);
    }

    /** When the reader's cloud was first tried; {@link Instant#EPOCH} where that was before anybody wrote it down. */
    public Optional<Instant> triedSince(String reader) {
        return shared.absences().triedSince(reader);
    }

    /** The outages of the reader's cloud that are kept, the newest first; few where their table is damaged. */
    public List<Outages.Outage> outages(Connection connection, String reader) throws SQLException {
        return shared.absences().of(connection, reader);
    }
}
