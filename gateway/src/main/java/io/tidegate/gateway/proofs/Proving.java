package io.tidegate.gateway.proofs;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.gateway.proofs.Counting.Counted;
import io.tidegate.gateway.proofs.ProofTables.Place;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Proof;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * Closes days. A day is a range of positions, from where the last one ended to the newest entry when the site's clock had passed
 * midnight, so that no wrong clock tears it. The place up to which days are closed moves in the very commit of the proofs: a
 * crash repeats none and leaves none out. Used by one thread.
 */
final class Proving {

    private final Origin origin;
    private final Journal journal;
    private final Clock clock;
    private final View view;

    /** @param clock with the site's time zone */
    Proving(Origin origin, Journal journal, Clock clock) {
        this.origin = origin;
        this.journal = journal;
        this.clock = clock;
        this.view = new View(journal);
    }

    /** Days from the one to the other, which are over, or of which somebody wants to know before they are. */
    private record Days(LocalDate from, LocalDate to, LocalDate next) {}

    /**
     * Proves what is over.
     *
     * @param wanted whether somebody wants to have proven what there is, though the day is not over
     */
    void step(boolean wanted) throws SQLException, InterruptedException {
        long newest = journal.lastPosition();
        Optional<Place> known = view.ask(ProofTables::place);
        Place place = known.isPresent() ? known.get() : beginning();
        if (known.isEmpty() && journal.clock().synchronised()) {
            move(place);
        }
        Optional<Days> days = days(place, wanted);
        while (days.isPresent() && place.upTo() < newest) {
            place = prove(place, days.get(), newest);
        }
        if (days.isPresent() && !days.get().next.equals(place.day())) {
            move(new Place(newest, days.get().next));
        }
    }

    /** Of a journal that was not proven before: from its oldest entry on. */
    private Place beginning() throws SQLException {
        LocalDate today = today();
        long before = journal.status().firstPosition() - 1;
        try (Connection reader = journal.openReader()) {
            LocalDate day = journal.entriesAfter(reader, before, 1).stream()
                    .map(oldest -> date(oldest.recordedAt()))
                    .filter(today::isAfter)
                    .findFirst()
                    .orElse(today);
            return new Place(before, day);
        }
    }

    private LocalDate today() {
        return date(clock.instant());
    }

    private LocalDate date(Instant moment) {
        return LocalDate.ofInstant(moment, clock.getZone());
    }

    /** A day is over when a clock says so that somebody has set. */
    private Optional<Days> days(Place place, boolean wanted) {
        LocalDate today = journal.clock().synchronised() ? today() : place.day();
        if (wanted) {
            LocalDate from = place.day().isAfter(today) ? today : place.day();
            return Optional.of(new Days(from, today, today));
        }
        if (today.isAfter(place.day())) {
            return Optional.of(new Days(place.day(), today.minusDays(1), today));
        }
        // The clock ran ahead, or was set back: the day that it shows now goes on.
        return today.isBefore(place.day()) ? Optional.of(new Days(today, today, today)) : Optional.empty();
    }

    /** @return where the next range begins: there may be more streams than are counted at once */
    private Place prove(Place place, Days days, long newest) throws SQLException, InterruptedException {
        Counted counted;
        try (Connection reader = journal.openReader();
                Sql sql = new Sql(reader)) {
            counted = new Counting(origin, journal, stream -> ProofTables.hash(sql, stream))
                    .count(reader, place.upTo(), newest);
        }
        Proof.Range range = new Proof.Range(days.from, days.to, place.upTo() + 1, counted.last(), counted.missing());
        Instant now = clock.instant();
        List<Observation> proofs = counted.chains().stream()
                .map(chain -> (Observation) chain.proof(now, range))
                .toList();
        Place next = new Place(counted.last(), counted.last() == newest ? days.next : place.day());
        if (proofs.isEmpty()) {
            move(next);
        } else {
            await(journal.trySubmit(new Batch(proofs, List.of()), Sql.writing(sql -> {
                ProofTables.move(sql, next);
                for (Observation proof : proofs) {
                    ProofTables.proven(sql, (Proof) proof);
                }
                ProofTables.forgetOld(sql);
            })));
        }
        return next;
    }

    private void move(Place next) throws SQLException, InterruptedException {
        await(Optional.of(journal.change(Sql.writing(sql -> ProofTables.move(sql, next)))));
    }

    /** What is on disk after a failure is looked up the next time. */
    private static void await(Optional<CompletionStage<Void>> onDisk) throws SQLException, InterruptedException {
        try {
            onDisk.orElseThrow(() -> new SQLException("too much waits for the disk"))
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw new SQLException("it cannot be written: " + e.getCause(), e);
        }
    }
}
