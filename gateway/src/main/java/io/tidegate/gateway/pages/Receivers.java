package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.Books.Resent;
import io.tidegate.gateway.journal.JournalStatus;
import io.tidegate.gateway.proofs.Gap;
import io.tidegate.gateway.proofs.Lacking;
import io.tidegate.gateway.proofs.ReceiverReports.Kept;
import io.tidegate.site.Selection;
import io.tidegate.site.SinkConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Compares what receivers say that they have with what was delivered to them, and sends what they lack. Safe from any thread. */
final class Receivers {

    private final Rooms rooms;

    Receivers(Rooms rooms) {
        this.rooms = rooms;
    }

    /** Position up to which all has been delivered to the sink, or left for later. */
    long done(String sink) {
        return rooms.journal().status().readers().stream()
                .filter(reader -> reader.name().equals(sink))
                .mapToLong(JournalStatus.Reader::done)
                .findFirst()
                .orElse(0);
    }

    /** What the receiver lacked when it said so. */
    List<Gap> lacking(String sink, Kept kept) {
        Selection selection = rooms.siteFile().running().sinks().stream()
                .filter(each -> each.id().equals(sink))
                .map(SinkConfig::send)
                .findFirst()
                .orElse(Selection.ALL);
        return Lacking.of(kept.report(), kept.done(), selection);
    }

    /** @param sent false where the journal no longer has any of it, or sends it already */
    record Line(Gap range, boolean sent) {

        static List<Line> unsent(List<Gap> ranges) {
            return ranges.stream().map(range -> new Line(range, false)).toList();
        }
    }

    /** The stage completes when it is on disk that these are to be sent. */
    record Sending(List<Line> lines, CompletionStage<Void> onDisk) {}

    /** Has these sent once more, and keeps the report with that. */
    Sending send(String sink, Kept kept, List<Gap> ranges) {
        List<Line> lines = new ArrayList<>();
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        for (Gap range : ranges) {
            Optional<Resent> resent = rooms.journal().books().resend(sink, range.first(), range.last());
            lines.add(new Line(range, resent.isPresent()));
            resent.ifPresent(each -> stages.add(each.onDisk().toCompletableFuture()));
        }
        Instant now = rooms.surroundings().clock().instant();
        Kept after = stages.isEmpty() ? kept : kept.sentAgain(now);
        stages.add(rooms.proofs().reports().keep(sink, after).toCompletableFuture());
        return new Sending(lines, CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new)));
    }
}
