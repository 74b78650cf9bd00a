package io.tidegate.gateway.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The journal's files as a power cut leaves them, while it goes on: nothing is closed or flushed for it. */
public final class CutCopy {

    private CutCopy() {}

    /**
     * A cut hits both files in one moment, and a copy takes two: meanwhile a reader keeps SQLite from emptying the log, so
     * that what it may move into the file is in the copy of the log, too.
     */
    public static void take(Journal journal, Path from, Path to) throws IOException, SQLException {
        try (Connection reader = journal.openReader();
                Statement statement = reader.createStatement();
                ResultSet held = statement.executeQuery("SELECT name FROM sqlite_schema")) {
            held.next();
            copy(from, to);
        }
    }

    /** Of a journal that is closed. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : List.of("journal.db", "journal.db-wal")) {
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
