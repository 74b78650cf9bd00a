package io.tidegate.gateway.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.gateway.forecast.Forecast;
import io.tidegate.gateway.forecast.Series;
import io.tidegate.gateway.installer.SeriesFile.Bad;
import io.tidegate.gateway.installer.SeriesFile.Row;
import io.tidegate.gateway.installer.SeriesFile.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Forecasts the series of a CSV, so that anybody can judge on data of their own how good it is. Used by one thread. */
public final class ForecastCommand {

    /** Beyond, it is no forecast. */
    private static final int HORIZON_MAX = 2_000;

    private static final int SEASON_MAX = 100_000;
    private static final Set<String> OPTIONS = Set.of("--series", "--horizon", "--season", "--interval");

    /** More digits than the past had would be made up. */
    private static final MathContext DIGITS = new MathContext(10);

    /** What the command line asks for. */
    private record Arguments(Path series, int horizon, int season, Optional<Integer> interval) {}

    private final Arguments chosen;
    private final PrintStream out;
    private final PrintStream err;

    private ForecastCommand(Arguments chosen, PrintStream out, PrintStream err) {
        this.chosen = chosen;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Optional<Arguments> chosen = parsed(arguments);
        if (chosen.isEmpty()) {
            err.println("tidegate: forecast takes --series FILE.csv, --horizon 1 to " + HORIZON_MAX
                    + ", and, where there are, --season 1 to " + SEASON_MAX + " and --interval 1 to 99 (percent).");
            return ExitCode.USAGE;
        }
        // Ids are UTF-8 in the file, whatever the terminal speaks.
        PrintStream rows = new PrintStream(out, false, UTF_8);
        int code = new ForecastCommand(chosen.get(), rows, err).all();
        rows.flush();
        return code;
    }

    private static Optional<Arguments> parsed(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            given.put(arguments.get(i), arguments.get(i + 1));
        }
        boolean understood = OPTIONS.containsAll(given.keySet()) && 2 * given.size() == arguments.size();
        Optional<Integer> horizon = number(given.get("--horizon"), HORIZON_MAX);
        Optional<Integer> season = number(given.getOrDefault("--season", "1"), SEASON_MAX);
        Optional<Integer> interval = number(given.get("--interval"), 99);
        String series = given.get("--series");
        if (!understood || series == null || horizon.isEmpty() || season.isEmpty()) {
            return Optional.empty();
        }
        return given.containsKey("--interval") && interval.isEmpty()
                ? Optional.empty()
                : Optional.of(new Arguments(Path.of(series), horizon.get(), season.get(), interval));
    }

    private static Optional<Integer> number(@Nullable String text, int max) {
        try {
            int number = text == null ? 0 : Integer.parseInt(text);
            return number >= 1 && number <= max ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private int all() {
        try (InputStream in = Files.newInputStream(chosen.series())) {
            return all(new SeriesFile(in));
        } catch (NoSuchFileException e) {
            err.println("tidegate: there is no file " + chosen.series() + ".");
        } catch (IOException e) {
            err.println("tidegate: cannot read " + chosen.series() + ": " + e.getMessage());
        }
        return ExitCode.INVALID_FILE;
    }

    private int all(SeriesFile series) throws IOException {
        int bad = 0;
        for (Optional<Row> row = series.next(); row.isPresent() && !out.checkError(); row = series.next()) {
            switch (row.get()) {
                case Values values -> forecast(values);
                case Bad problem -> {
                    bad++;
                    err.println(chosen.series() + ":" + problem.line() + ": " + problem.problem() + ".");
                }
            }
        }
        if (bad > 0) {
            err.println("tidegate: " + bad + " row(s) left out, see above. The others are forecast.");
        }
        return bad == 0 ? ExitCode.OK : ExitCode.INVALID_FILE;
    }

    private void forecast(Values row) {
        Forecast forecast = Forecast.of(Series.of(row.values()), chosen.horizon(), chosen.season());
        StringBuilder line = new StringBuilder(quoted(row.id()));
        append(line, forecast.points());
        if (chosen.interval().isPresent()) {
            Forecast.Interval interval = forecast.interval(chosen.interval().get());
            append(line, interval.low());
            append(line, interval.high());
        }
        out.append(line).append('\n');
    }

    private static void append(StringBuilder line, double[] numbers) {
        for (double number : numbers) {
            line.append(',')
                    .append(BigDecimal.valueOf(number)
                            .round(DIGITS)
                            .stripTrailingZeros()
                            .toPlainString());
        }
    }

    private static String quoted(String id) {
        boolean isPlain = id.indexOf(',') < 0 && id.indexOf('"') < 0;
        return isPlain ? id : '"' + id.replace("\"", "\"\"") + '"';
    }
}
