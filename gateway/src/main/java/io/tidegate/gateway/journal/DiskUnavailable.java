package io.tidegate.gateway.journal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The journal cannot be opened because of its disk, which may pass. The message is in words for staff. */
public final class DiskUnavailable extends SQLException {

    private static final long serialVersionUID = 1L;

    private DiskUnavailable(String words, Exception cause) {
        super(words, cause);
    }

    /** The failure in words for staff where it is the disk's, else as it is. */
    static SQLException orItself(Path folder, SQLException failure) {
        if (!DiskTrouble.isDisk(failure)) {
            return failure;
        }
        return new DiskUnavailable(Headroom.isUsedUp(folder) ? DiskTrouble.FULL : DiskTrouble.words(failure), failure);
    }

    static SQLException of(Path folder, IOException failure) {
        // A missing right, a file in the folder's place and the like have classes of their own; a full, failing or
        // read-only disk has none.
        if (!failure.getClass().equals(FileSystemException.class)) {
            return new SQLException("The data folder " + folder + " cannot be used: " + failure.getMessage(), failure);
        }
        return new DiskUnavailable(Headroom.isUsedUp(folder) ? DiskTrouble.FULL : DiskTrouble.words(failure), failure);
    }
}
