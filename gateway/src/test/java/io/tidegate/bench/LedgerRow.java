package io.tidegate.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The stock: tills that book, each one sale at a time; deliveries in lists; all of it once more from the journal. */
final class LedgerRow implements Row {

    private static final int TILLS = 8;
    private static final int IN_A_LIST = 500;
    private static final Duration REBUILD_MAX = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LEVELS_AT_ONCE = 1_000;

    private record Work(long lines, Duration took) {

        double perSecond() {
            return lines / (took.toNanos() / 1e9);
        }
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        int lines = ground.plan().backlog();
        int sales = Math.max(TILLS, lines / 20);
        int items = ground.plan().items();
        try (Tidegate tidegate = Tidegate.start(ground, "ledger", Tidegate.NO_CLOUD);
                PlainTable plain = new PlainTable(ground.folder("ledger-plain"))) {
            long empty = bytes(tidegate.data());
            Work sold = sell(tidegate, sales, items);
            Work plainSold = sell(plain, sales, items);
            Work received = receive(tidegate, lines, items);
            Work plainReceived = receive(plain, lines, items);
            Work levels = levels(tidegate, items);
            tidegate.stop();
            double each = (double) (bytes(tidegate.data()) - empty) / (lines + sales);
            double plainEach = (double) plain.bytes() / (lines + sales);
            Work rebuilt = rebuild(tidegate, lines + sales);
            return List.of(
                    compared(TILLS + " tills book one sale after the other, each on disk", sold, plainSold),
                    compared("movements in lists of " + IN_A_LIST + ", each list on disk", received, plainReceived),
                    alone(
                            "the same from the journal once more, into an empty ledger",
                            Line.perSecond(rebuilt.perSecond())),
                    new Line(
                            "on disk for a movement, in journal and ledger",
                            Line.bytes(each),
                            "one SQLite table " + Line.bytes(plainEach),
                            Line.ratio(each, plainEach),
                            Line.NONE),
                    alone("all levels of " + levels.lines + " items over HTTP", levels.took.toMillis() + " ms"));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static Line alone(String work, String ours) {
        return new Line(work, ours, Line.NONE, Line.NONE, Line.NONE);
    }

    private static Line compared(String work, Work ours, Work plain) {
        return new Line(
                work,
                Line.perSecond(ours.perSecond()),
                "one SQLite table, by one " + Line.perSecond(plain.perSecond()),
                Line.ratio(ours.perSecond(), plain.perSecond()),
                Line.NONE);
    }

    private static String line(String id, int item) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"%s\",\"kind\":\"receive\",\"item\":\"item-%04d\",\"quantity\":2,\"to\":\"sales-floor\"}",
                id,
                item);
    }

    private static Work sell(Tidegate tidegate, int sales, int items) throws IOException, InterruptedException {
        long began = System.nanoTime();
        int each = sales / TILLS;
        try (ExecutorService tills = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> sold = IntStream.range(0, TILLS)
                    .mapToObj(till -> tills.submit(() -> {
                        for (int number = 0; number < each; number++) {
                            book(tidegate, line("till-" + till + ":" + number, (till + 13 * number) % items));
                        }
                        return (Void) null;
                    }))
                    .toList();
            for (Future<Void> one : sold) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return new Work((long) each * TILLS, Duration.ofNanos(System.nanoTime() - began));
    }

    private static Work sell(PlainTable plain, int sales, int items) throws SQLException {
        long began = System.nanoTime();
        for (int number = 0; number < sales; number++) {
            plain.add("till-0:" + number, line("till-0:" + number, number % items));
            plain.commit();
        }
        return new Work(sales, Duration.ofNanos(System.nanoTime() - began));
    }

    private static Work receive(Tidegate tidegate, int lines, int items) throws IOException, InterruptedException {
        long began = System.nanoTime();
        for (int from = 0; from < lines; from += IN_A_LIST) {
            StringBuilder list = new StringBuilder("[");
            for (int number = from; number < Math.min(lines, from + IN_A_LIST); number++) {
                list.append(number == from ? "" : ",").append(line("d-" + number, number % items));
            }
            book(tidegate, list.append(']').toString());
        }
        return new Work(lines, Duration.ofNanos(System.nanoTime() - began));
    }

    private static Work receive(PlainTable plain, int lines, int items) throws SQLException {
        long began = System.nanoTime();
        for (int number = 0; number < lines; number++) {
            plain.add("d-" + number, line("d-" + number, number % items));
            if (number % IN_A_LIST == IN_A_LIST - 1) {
                plain.commit();
            }
        }
        plain.commit();
        return new Work(lines, Duration.ofNanos(System.nanoTime() - began));
    }

    private static void book(Tidegate tidegate, String lines) throws IOException, InterruptedException {
        HttpResponse<String> answer = tidegate.post("/api/v1/movements", lines);
        if (answer.statusCode() != 201) {
            throw new IOException("a movement was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static Work levels(Tidegate tidegate, int items) throws IOException, InterruptedException {
        long began = System.nanoTime();
        for (int from = 0; from < items; from += LEVELS_AT_ONCE) {
            String after = from == 0
                    ? ""
                    : String.format(Locale.ROOT, "&afterItem=item-%04d&afterLocation=sales-floor", from - 1);
            HttpResponse<String> answer = tidegate.get("/api/v1/levels?limit=" + LEVELS_AT_ONCE + after);
            if (answer.statusCode() != 200 || !answer.body().contains("item-")) {
                throw new IOException("levels were answered with " + answer.statusCode());
            }
        }
        return new Work(items, Duration.ofNanos(System.nanoTime() - began));
    }

    /** On a gateway that is stopped. */
    private static Work rebuild(Tidegate tidegate, long lines) throws IOException, SQLException, InterruptedException {
        Path journal = tidegate.data().resolve("journal.db");
        long newest = reached(journal);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("ledger_line", "ledger_effect", "ledger_level", "ledger_lot")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("DELETE FROM cursor WHERE name = 'projection/ledger'");
        }
        long began = System.nanoTime();
        tidegate.beginAgain(Map.of());
        Patience.until("the ledger is rebuilt", REBUILD_MAX, () -> {
            Patience.rest(LOOK_AGAIN);
            return reached(journal) >= newest;
        });
        return new Work(lines, Duration.ofNanos(System.nanoTime() - began));
    }

    /** Up to which entry the ledger reaches. */
    private static long reached(Path journal) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT done FROM cursor WHERE name = 'projection/ledger'")) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(each);
            }
        }
        return bytes;
    }
}
