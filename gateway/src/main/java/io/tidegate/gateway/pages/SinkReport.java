package io.tidegate.gateway.pages;

import io.tidegate.sync.Backlog;
import io.tidegate.sync.SinkStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * One cloud at one moment, as the pages tell of it. Immutable.
 *
 * @param connected false while it takes nothing; a cloud that has not been tried yet counts as connected: nothing is wrong
 * @param tried whether it has taken or refused anything, or could not, since the program started
 * @param nextTry when it is tried again, while it takes nothing
 * @param lastError in words for staff
 */
public record SinkReport(
        String id,
        String type,
        boolean connected,
        boolean tried,
        Optional<Instant> nextTry,
        Backlog backlog,
        long delivered,
        long rejected,
        Optional<Instant> lastSuccess,
        Optional<String> lastError) {

    /** What a courier tells of its sink. */
    public static SinkReport of(SinkStatus status) {
        Optional<Instant> nextTry = switch (status.state()) {
            case SinkStatus.Waiting waiting -> Optional.of(waiting.until());
            case SinkStatus.Idle _, SinkStatus.Delivering _, SinkStatus.Stopped _ -> Optional.empty();
        };
        return new SinkReport(
                status.id(),
                status.type(),
                nextTry.isEmpty() && !(status.state() instanceof SinkStatus.Stopped),
                status.delivered() > 0
                        || status.rejected() > 0
                        || status.lastError().isPresent(),
                nextTry,
                status.backlog(),
                status.delivered(),
                status.rejected(),
                status.lastSuccess(),
                status.lastError());
    }
}
