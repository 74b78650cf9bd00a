package io.tidegate.gateway.journal;

import io.tidegate.observation.Observation;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * While nothing arrives it looks now and then whether there would be room for it, so that a full disk is told before it is
 * needed. It asks the file system alone: to try by writing would wear the card. Used by the journal's thread only.
 */
final class Headroom implements Rider {

    /** With less than this SQLite's own files cannot be made, and it then blames something else than the room. */
    private static final long ROOM_MIN_BYTES = 64 * 1024;

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Path file;
    private final LongSupplier nanos;
    private long nextLookAt;
    private long last;
    private boolean brings;
    private boolean told;

    /** Entries found room where there should be none, such as what is reserved for root: not told until there is some. */
    private boolean mistaken;

    Headroom(Path file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
        this.nextLookAt = nanos.getAsLong();
    }

    /** @throws SQLException as SQLite would for a full disk; then it looks each time until there is room */
    void look() throws SQLException {
        if (nanos.getAsLong() - nextLookAt < 0) {
            return;
        }
        boolean usedUp = isUsedUp(file);
        told = usedUp && !mistaken;
        if (told) {
            throw new SQLiteException("the disk has no room left", SQLiteErrorCode.SQLITE_FULL);
        }
        mistaken = usedUp;
        later();
    }

    private void later() {
        nextLookAt = nanos.getAsLong() + EVERY_NANOS;
    }

    @Override
    public void board(Connection transaction, List<Observation> group, long newLast) {
        brings = newLast > last;
        last = newLast;
    }

    @Override
    public void landed() {
        if (brings) {
            mistaken |= told;
            told = false;
            later();
        }
    }

    /** Whether the disk is full; no where nobody can say. The place need not be there yet. */
    static boolean isUsedUp(Path place) {
        Path there = place.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            FileStore disk = Files.getFileStore(there);
            // A file system that does not know its size says that it has none.
            return disk.getUsableSpace() < ROOM_MIN_BYTES && disk.getTotalSpace() > 0;
        } catch (IOException unknown) {
            return false;
        }
    }
}
