package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.Account;
import io.tidegate.sync.Backlog;
import io.tidegate.sync.Hold;
import io.tidegate.sync.Probe;
import io.tidegate.sync.SinkStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * One cloud at one moment, as the pages tell of it. Immutable.
 *
 * @param connected false while it takes nothing; a cloud that has not been tried yet counts as connected: nothing is wrong
 * @param tried whether it has taken or refused anything, or could not, since the program started
 * @param nextTry when it is tried again, while it takes nothing
 * @param hold why what is not urgent stays here, though it could be reached
 * @param account what became of every entry; its sums hold
 * @param lastError in words for staff; it stays when the trouble is over
 * @param lastErrorAt when that was
 * @param lastProbe what came of asking it last
 */
public record SinkReport(
        String id,
        String type,
        boolean connected,
        boolean tried,
        Optional<Instant> nextTry,
        Optional<Hold> hold,
        Backlog backlog,
        Account account,
        Optional<Instant> lastSuccess,
        Optional<String> lastError,
        Optional<Instant> lastErrorAt,
        Optional<Probe> lastProbe) {

    /** What a courier tells of its sink, and the journal of its entries. */
    public static SinkReport of(SinkStatus status, Account account) {
        Optional<Instant> nextTry = switch (status.state()) {
            case SinkStatus.Waiting waiting -> Optional.of(waiting.until());
            case SinkStatus.Idle _, SinkStatus.Delivering _, SinkStatus.Held _, SinkStatus.Stopped _ ->
                Optional.empty();
        };
        return new SinkReport(
                status.id(),
                status.type(),
                nextTry.isEmpty() && !(status.state() instanceof SinkStatus.Stopped),
                status.delivered() > 0
                        || status.rejected() > 0
                        || status.lastError().isPresent(),
                nextTry,
                status.state() instanceof SinkStatus.Held held ? Optional.of(held.hold()) : Optional.empty(),
                of(status.backlog(), account),
                account,
                status.lastSuccess(),
                status.lastError(),
                status.lastErrorAt(),
                status.lastProbe());
    }

    /** With the number that the books have at their own moment; nothing is delivered up to any time before something is. */
    private static Backlog of(Backlog backlog, Account account) {
        long waiting = account.backlog();
        return waiting == 0
                ? Backlog.NONE
                : new Backlog(
                        waiting,
                        Math.min(backlog.owed(), waiting),
                        backlog.bytes(),
                        backlog.upTo().filter(_ -> account.delivered() > 0),
                        backlog.eta());
    }
}
