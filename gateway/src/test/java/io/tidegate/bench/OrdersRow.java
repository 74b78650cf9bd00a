package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a shop's box does in the night: from a ledger of two years it proposes what to order of each item. */
final class OrdersRow implements Row {

    private static final Duration COMPUTED_MAX = Duration.ofMinutes(20);

    /** Asking it more often would be a load of its own. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private static final Pattern LAST = Pattern.compile(
            "\"started\":\"([^\"]*)\",\"finished\":\"([^\"]*)\",\"items\":(\\d+),\"proposals\":(\\d+),\"failed\":(\\d+)");

    /** Used while it was computed, the memory at its highest. */
    private record Figures(Duration took, long proposals, long cpuMillis, long residentBytes) {}

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        int items = ground.plan().items();
        Figures ours = ours(ground, items);
        Duration forecasts = ForecastRow.alone(ground, items);
        ground.tell(String.format(
                Locale.ROOT,
                "%,d items: %s, CPU %d ms, %,d proposals; forecasts alone %s",
                items,
                ForecastRow.seconds(ours.took),
                ours.cpuMillis,
                ours.proposals,
                ForecastRow.seconds(forecasts)));
        return List.of(
                new Line(
                        String.format(
                                Locale.ROOT,
                                "%,d items with two years of daily sales in the ledger: what to order",
                                items),
                        ForecastRow.seconds(ours.took) + ", CPU for an item "
                                + String.format(Locale.ROOT, "%.1f ms", (double) ours.cpuMillis / items),
                        "forecasts alone, from a file " + ForecastRow.seconds(forecasts),
                        Line.ratio(ours.took.toMillis(), forecasts.toMillis()),
                        "120 s"),
                new Line(
                        "the same: memory of the gateway at its highest (RSS)",
                        Line.megabytes(ours.residentBytes),
                        Line.NONE,
                        Line.NONE,
                        "200 MB"));
    }

    private static Figures ours(Ground ground, int items) throws IOException, InterruptedException {
        try (Tidegate tidegate = Tidegate.start(ground, "orders", Tidegate.NO_CLOUD)) {
            StringBuilder catalogue = new StringBuilder("id,name,packs,supplier,leadTimeDays\n");
            for (int item = 0; item < items; item++) {
                catalogue.append(LedgerFill.id(item) + ",Item " + item + ",case=12,Supplier " + item % 20 + ",3\n");
            }
            var taken = tidegate.post("/api/v1/items.csv", catalogue.toString());
            if (taken.statusCode() != 200) {
                throw new IOException("the catalogue was not taken: " + taken.body());
            }
            tidegate.program().stop();
            fill(ground, tidegate.data().resolve("journal.db"), items);
            tidegate.beginAgain(Map.of());
            tidegate.awaitReady();
            return computed(tidegate, items);
        }
    }

    private static void fill(Ground ground, Path journal, int items) throws IOException, InterruptedException {
        try (var jars =
                Files.newDirectoryStream(ground.home().resolve("gateway/target/app"), "{sqlite,slf4j-api}*.jar")) {
            StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
            jars.forEach(jar -> path.append(':').append(jar));
            Process process = Program.talking(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dslf4j.internal.verbosity=ERROR",
                    "-cp",
                    path.toString(),
                    LedgerFill.class.getName(),
                    journal.toString(),
                    Integer.toString(items)));
            if (process.waitFor() != 0) {
                throw new IOException("the ledger was not filled");
            }
        }
    }

    private static Figures computed(Tidegate tidegate, int items) throws IOException, InterruptedException {
        Usage before = tidegate.program().usage();
        tidegate.post("/api/v1/proposals", "");
        long[] highest = {0};
        Matcher[] last = {LAST.matcher("")};
        Patience.until("all items were looked at", COMPUTED_MAX, () -> {
            Patience.rest(LOOK_AGAIN);
            tidegate.program().mustLive();
            highest[0] = Math.max(highest[0], tidegate.program().usage().residentBytes());
            last[0] = LAST.matcher(tidegate.get("/api/v1/proposals/progress").body());
            return last[0].find();
        });
        if (Long.parseLong(last[0].group(3)) != items || Long.parseLong(last[0].group(5)) != 0) {
            throw new IOException("not all items could be looked at: " + last[0].group());
        }
        return new Figures(
                Duration.between(Instant.parse(last[0].group(1)), Instant.parse(last[0].group(2))),
                Long.parseLong(last[0].group(4)),
                tidegate.program().usage().cpuMillis() - before.cpuMillis(),
                highest[0]);
    }
}
