package io.tidegate.gateway.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The journal's file in a gateway's folder. Functions only. */
public final class JournalFile {

    private static final String NAME = "journal.db";

    private JournalFile() {}

    static Path in(Path folder) {
        return folder.resolve(NAME);
    }

    /**
     * A connection that can only read what is committed, whether a gateway runs or not; the caller closes it.
     *
     * @return empty where no gateway ever ran
     */
    public static Optional<Connection> openReader(Path folder) throws SQLException {
        Path file = in(folder);
        return Files.exists(file) ? Optional.of(Schema.openReader(file)) : Optional.empty();
    }
}
