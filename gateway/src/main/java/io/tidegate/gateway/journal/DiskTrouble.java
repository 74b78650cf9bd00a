package io.tidegate.gateway.journal;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.tinylog.Logger;

/** Whether the disk takes what is written, and why not, in words for staff. Safe from any thread. */
final class DiskTrouble {

    static final String FULL =
            "The disk is full, so nothing new can be saved. Make room on it; saving goes on by itself.";

    private volatile @Nullable String words;

    /** Housekeeping has met it, and has not got past it yet. The journal's thread's own. */
    private boolean suspected;

    /** Is it the disk (full, failing, read-only, damaged), or our statement? */
    static boolean isDisk(Exception e) {
        return switch (primary(e)) {
            case SQLITE_FULL,
                    SQLITE_IOERR,
                    SQLITE_READONLY,
                    SQLITE_CANTOPEN,
                    SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_NOMEM,
                    SQLITE_PROTOCOL,
                    SQLITE_CORRUPT,
                    SQLITE_NOTADB,
                    SQLITE_PERM -> true;
            default -> false;
        };
    }

    /** Is it the disk as a whole, which may take the same another time? */
    static boolean mayPass(Exception e) {
        return isDisk(e) && !isDamage(e);
    }

    /** Is it one place of the file that is not what was written? Other places may be well. */
    static boolean isDamage(Exception e) {
        return primary(e) == SQLiteErrorCode.SQLITE_CORRUPT;
    }

    /** Is a number there that cannot be there? One of the file's flipped, where nothing is written twice. */
    static boolean isDisorder(Exception e) {
        return primary(e) == SQLiteErrorCode.SQLITE_CONSTRAINT;
    }

    /** As if SQLite had met it. */
    static SQLException damage(String what) {
        return new SQLiteException(what, SQLiteErrorCode.SQLITE_CORRUPT);
    }

    private static SQLiteErrorCode primary(Exception e) {
        return e instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    /** What arrived is not on disk. Logged when it begins. */
    void began(SQLException failure) {
        if (words == null) {
            Logger.error("Nothing can be acknowledged, so that devices keep their data. {}", words(failure));
        }
        words = words(failure);
    }

    /** Housekeeping could not write. Nothing may have arrived yet, and then nobody else would notice. */
    void suspected(SQLException failure) {
        if (!suspected) {
            suspected = true;
            began(failure);
        }
    }

    /** Housekeeping has written all that it had to. */
    void unsuspected() {
        if (suspected) {
            suspected = false;
            ended();
        }
    }

    static String words(SQLException failure) {
        return switch (primary(failure)) {
            case SQLITE_FULL -> FULL;
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The journal's file is damaged, so nothing new can be saved (" + failure.getMessage()
                        + "). Stop the gateway, keep a copy of its data folder, and replace the SD card or disk.";
            default -> words((Exception) failure);
        };
    }

    static String words(Exception failure) {
        return "The disk does not take data, so nothing new can be saved (" + failure.getMessage()
                + "). Look at the SD card or disk; saving goes on by itself.";
    }

    /** What was refused is on disk, or what has just arrived. */
    void ended() {
        if (words != null) {
            words = null;
            Logger.info("The disk takes data again");
        }
    }

    /** For good: a mistake in the program. */
    void stopped(Throwable bug) {
        words = "The journal has stopped because of a mistake in the program: " + bug
                + ". Nothing more is acknowledged until the gateway is restarted, which it does by itself as a"
                + " service. Please report this.";
        Logger.error(bug, "The journal stops: nothing more is acknowledged until the gateway is restarted");
    }

    Optional<String> words() {
        return Optional.ofNullable(words);
    }
}
