package io.tidegate.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** A receiver of {@code docs/receivers} in a process of its own, which can be killed. Used by its test's thread. */
final class ReceiverProcess implements AutoCloseable {

    private static final Path RECEIVERS = Path.of("../docs/receivers");

    /** Debian's, since another may lack its packages. */
    private static final String PYTHON = "/usr/bin/python3";

    private final List<String> command;
    private final Path database;
    private final Path log;
    private Optional<Process> process = Optional.empty();

    /** @param port to listen on, or of the broker */
    ReceiverProcess(String program, Path folder, int port) {
        this.database = folder.resolve(program + ".db");
        this.log = folder.resolve(program + ".log");
        this.command =
                List.of(PYTHON, RECEIVERS.resolve(program).toString(), database.toString(), Integer.toString(port));
    }

    void start() throws IOException {
        process = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** It takes what comes. */
    boolean listens() throws IOException {
        return Files.readString(log).contains("listening");
    }

    void kill() throws InterruptedException {
        process.orElseThrow().destroyForcibly().waitFor();
    }

    /** Positions of a gateway's entries that it has, rising. */
    List<Long> positions() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        List<Long> positions = new ArrayList<>();
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database, config.toProperties());
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT position FROM entry ORDER BY position")) {
            while (row.next()) {
                positions.add(row.getLong(1));
            }
        }
        return positions;
    }

    /** What it says that it has, as {@code tidegate reconcile} reads it. */
    String report() throws IOException, InterruptedException {
        Process reporting = new ProcessBuilder(
                        PYTHON, RECEIVERS.resolve("entries.py").toString(), database.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String report = new String(reporting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (reporting.waitFor() != 0) {
            throw new AssertionError("it cannot report: " + report);
        }
        return report;
    }

    /** The first column of the only row. */
    long number(String query) throws SQLException {
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getLong(1);
        }
    }

    /** Loses what it has, by a condition. */
    void lose(String which) throws SQLException {
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = writer.createStatement()) {
            statement.executeUpdate("DELETE FROM entry WHERE " + which);
        }
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroyForcibly);
    }
}
