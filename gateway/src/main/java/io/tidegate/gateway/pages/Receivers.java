package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.Books.Resent;
import io.tidegate.gateway.proofs.Gap;
import io.tidegate.gateway.proofs.Lacking;
import io.tidegate.gateway.proofs.ReceiverReports.StoredReport;
import io.tidegate.site.Selection;
import io.tidegate.site.SinkConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Compares what receivers say that they have with what was delivered to them, and sends what they lack. Safe from any thread. */
final class Receivers {

    /** A report takes its time to be made and brought: what is delivered meanwhile is not missing. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private final Rooms rooms;

    Receivers(Rooms rooms) {
        this.rooms = rooms;
    }

    /** By when a report was made that comes now, and says nothing of it. */
    static Instant made(Instant now) {
        return now.minus(ON_ITS_WAY);
    }

    /** Position up to which a report must have everything that was made then. */
    long known(String sink, Instant made) {
        return rooms.journal().books().doneAt(sink, made);
    }

    /**
     * How a report compares.
     *
     * @param lacking what the receiver lacked when it said so
     * @param givenUp how many of those that it had not were refused by it, and given up by a person: they stay so
     */
    record Compared(List<Gap> lacking, long givenUp) {}

    Compared compare(String sink, StoredReport stored) throws SQLException {
        Selection selection = rooms.siteFile().running().sinks().stream()
                .filter(each -> each.id().equals(sink))
                .map(SinkConfig::send)
                .findFirst()
                .orElse(Selection.ALL);
        List<Gap> all = Lacking.of(stored.report(), stored.done(), selection);
        List<Gap> lacking = new ArrayList<>();
        long givenUp = 0;
        try (Connection reader = rooms.journal().openReader()) {
            for (Gap gap : all) {
                List<Long> decided = rooms.journal().books().givenUp(reader, sink, gap.first(), gap.last());
                givenUp += decided.size();
                lacking.addAll(gap.without(decided));
            }
        }
        return new Compared(lacking, givenUp);
    }

    /** @param sent false where the journal no longer has any of it, or sends it or enough else already */
    record Line(Gap range, boolean sent) {

        static List<Line> unsent(List<Gap> ranges) {
            return ranges.stream().map(range -> new Line(range, false)).toList();
        }
    }

    /** The stage completes when it is on disk that these are to be sent. */
    record Sending(List<Line> lines, CompletionStage<Void> onDisk) {}

    /** Has these sent once more, and keeps the report with that. */
    Sending send(String sink, StoredReport stored, List<Gap> ranges) {
        List<Line> lines = new ArrayList<>();
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        for (Gap range : ranges) {
            Optional<Resent> resent = rooms.journal().books().resend(sink, range.first(), range.last());
            lines.add(new Line(range, resent.isPresent()));
            resent.ifPresent(each -> stages.add(each.onDisk().toCompletableFuture()));
        }
        Instant now = rooms.surroundings().clock().instant();
        StoredReport after = stages.isEmpty() ? stored : stored.sentAgain(now);
        stages.add(rooms.proofs().reports().keep(sink, after).toCompletableFuture());
        return new Sending(lines, CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new)));
    }
}
