package io.tidegate.gateway.sensing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.gateway.inventory.Clerk;
import io.tidegate.gateway.inventory.Desk;
import io.tidegate.gateway.inventory.DeskBusy;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Cause;
import io.tidegate.observation.Members;
import io.tidegate.observation.Parked;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.tinylog.Logger;

/** Books what the gauges owe the ledger, and parks what cannot be booked. Used by the gauger's thread. */
final class Settling {

    /** Names what is parked. */
    private static final String PARKED = "stock";

    private final Journal journal;
    private final Desk desk;
    private final InstantSource clock;
    private final Deque<PendingBooking> owed = new ArrayDeque<>();

    Settling(Journal journal, Desk desk, InstantSource clock) {
        this.journal = journal;
        this.desk = desk;
        this.clock = clock;
    }

    void owe(Collection<PendingBooking> due) {
        owed.addAll(due);
    }

    List<PendingBooking> owed() {
        return List.copyOf(owed);
    }

    /**
     * All of it, which is on disk as owed: whenever it is booked again, it is the same.
     *
     * @param settled hears of each why it was parked; empty when it was booked
     */
    void settle(BiConsumer<PendingBooking, Optional<String>> settled)
            throws SQLException, InterruptedException, DeskBusy {
        while (!owed.isEmpty()) {
            PendingBooking due = owed.getFirst();
            Optional<String> objection = due.doubt().isPresent() ? due.doubt() : booked(due);
            if (objection.isPresent()) {
                park(due, objection.get());
            }
            journal.change(Sql.writing(sql -> SensingTables.remove(sql, due)));
            owed.removeFirst();
            settled.accept(due, objection);
        }
    }

    /** Why it is not booked; empty when it is. */
    private Optional<String> booked(PendingBooking due) throws SQLException, InterruptedException, DeskBusy {
        List<Members> lines = due.lines().stream().map(Members::ofTexts).toList();
        try {
            return desk.bookNow(lines, Cause.of(Cause.Source.SENSOR).after(due.ref()));
        } catch (RuntimeException mistake) {
            Logger.error(mistake, "What {} says cannot be booked; please report it", due.id());
            return Optional.of("A mistake in the gateway: see its log.");
        }
    }

    private void park(PendingBooking due, String reason) throws InterruptedException, DeskBusy {
        Logger.warn("What {} says is not booked: {}", due.id(), reason);
        byte[] payload = due.lines().toString().getBytes(UTF_8);
        Parked parked = new Parked(PARKED, clock.instant(), due.id(), payload, reason);
        Clerk.await(journal.submit(new Batch(List.of(), List.of(parked))));
    }
}
