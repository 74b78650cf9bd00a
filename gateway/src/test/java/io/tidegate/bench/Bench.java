package io.tidegate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Takes the command: measures the rows that were asked for, prints the table, and writes it when told to. */
final class Bench {

    private static final List<Row> ROWS = List.of(
            new IntakeRow(),
            new PacedRow(),
            new FloorRow(),
            new ScanRow(),
            new DrainRow(),
            new OutageRow(),
            new ThinRow(),
            new FleetRow(),
            new WireRow(),
            new DiskRow(),
            new StartRow(),
            new KillRow(),
            new ForecastRow(),
            new OrdersRow(),
            new LedgerRow());

    private static final int SOME_ROW_DID_NOT_RUN = 1;
    private static final int USAGE = 2;

    private final Ground ground;
    private final PrintStream out;
    private final List<String> failed = new ArrayList<>();

    private Bench(Ground ground) {
        this.ground = ground;
        this.out = ground.out();
    }

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        List<String> names =
                words.stream().filter(word -> !word.startsWith("--")).toList();
        boolean brief = words.contains("--short");
        boolean write = words.contains("--write");
        if (!isUnderstood(words) || write && (brief || !names.isEmpty())) {
            System.err.println(usage());
            System.exit(USAGE);
        }
        Path home = Path.of(System.getProperty("tidegate.home"));
        Path work = Files.createDirectories(home.resolve("target/bench"));
        Bench bench = new Bench(new Ground(home, work, brief ? Plan.brief() : Plan.full(), System.out));
        Report report = bench.measure(names);
        System.out.println("\n" + report.markdown());
        if (!bench.failed.isEmpty()) {
            System.err.println("\nCould not be measured: " + String.join(", ", bench.failed) + ". See above.");
            System.exit(SOME_ROW_DID_NOT_RUN);
        }
        if (write) {
            report.writeInto(home.resolve("docs/performance.md"));
        }
    }

    private static boolean isUnderstood(List<String> words) {
        return words.stream()
                .allMatch(word -> word.equals("--short")
                        || word.equals("--write")
                        || ROWS.stream().anyMatch(row -> row.name().equals(word)));
    }

    private static String usage() {
        return """
                usage: ./bench [--short | --write] [WHAT...]
                  WHAT     of %s; nothing is all of them
                  --short  in less than a minute: does each row run?
                  --write  puts the table of all rows into docs/performance.md""".formatted(ROWS.stream().map(Row::name).collect(Collectors.joining(", ")));
    }

    private Report measure(List<String> names) throws IOException {
        String machine = Machine.describe(ground.work());
        out.println(machine);
        List<Line> lines = new ArrayList<>();
        for (Row row : ROWS) {
            if (names.isEmpty() || names.contains(row.name())) {
                lines.addAll(measure(row));
            }
        }
        return new Report(machine, lines);
    }

    private List<Line> measure(Row row) throws IOException {
        out.println(row.name() + " (load average " + Machine.load() + ")");
        long started = System.nanoTime();
        try {
            return row.measure(ground);
        } catch (IOException e) {
            failed.add(row.name());
            out.println("  FAILED: " + e.getMessage());
            return List.of();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        } finally {
            ground.tell(String.format(Locale.ROOT, "(%.0f s)", (System.nanoTime() - started) / 1e9));
        }
    }
}
