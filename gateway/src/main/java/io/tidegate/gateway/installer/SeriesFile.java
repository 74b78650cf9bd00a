package io.tidegate.gateway.installer;

import io.tidegate.gateway.installer.CsvCells.BadRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV with a series in each row, {@code id,v1,v2,...}: one of them is in memory, however long the file. A mistake costs its
 * row alone. Used by one thread.
 */
final class SeriesFile {

    /** Of one row: five minutes for almost five years. */
    private static final int VALUES_MAX = 500_000;

    /** A square of it still is a number, and so is the sum of many. */
    private static final double VALUE_MAX = 1e15;

    private static final Set<String> UNKNOWN = Set.of("", "na", "nan", "null");
    private static final Set<String> HEADERS = Set.of("id", "series", "item", "unique_id");

    /** What a row holds. */
    sealed interface Row {}

    /** @param values NaN where nothing is known, but not at the end: there the row is just shorter */
    record Values(String id, double[] values) implements Row {}

    /** @param problem with what to do about it */
    record Bad(long line, String problem) implements Row {}

    private final CsvCells cells;
    private double[] values = new double[1_000];
    private int count;
    private boolean isFirst = true;

    /** @param in closed by who opened it */
    SeriesFile(InputStream in) throws IOException {
        this.cells = new CsvCells(in);
    }

    /** The next row that is neither blank nor a header; empty at the end. */
    Optional<Row> next() throws IOException {
        while (cells.nextRow()) {
            boolean mayBeHeader = isFirst;
            isFirst = false;
            try {
                Optional<Row> row = row(mayBeHeader);
                if (row.isPresent()) {
                    return row;
                }
            } catch (BadRow bad) {
                return Optional.of(new Bad(cells.line(), bad.problem()));
            }
        }
        return Optional.empty();
    }

    private Optional<Row> row(boolean mayBeHeader) throws IOException, BadRow {
        String id = cells.cell();
        if (id.isEmpty() && !cells.hasCell()) {
            return Optional.empty();
        }
        if (mayBeHeader && HEADERS.contains(id.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        count = 0;
        int known = 0;
        Optional<BadRow> mistake = Optional.empty();
        for (int column = 2; cells.hasCell(); column++) {
            String text = cells.cell();
            if (UNKNOWN.contains(text.toLowerCase(Locale.ROOT))) {
                add(Double.NaN);
            } else {
                try {
                    add(number(text, column));
                    known = count;
                } catch (BadRow bad) {
                    mistake = mistake.or(() -> Optional.of(bad));
                }
            }
        }
        if (mayBeHeader && mistake.isPresent() && known == 0) {
            return Optional.empty();
        }
        return Optional.of(new Values(named(id), checked(id, known, mistake)));
    }

    private static String named(String id) throws BadRow {
        if (id.isEmpty()) {
            throw new BadRow("the id is missing. Write one before the first comma");
        }
        return id;
    }

    private double[] checked(String id, int known, Optional<BadRow> mistake) throws BadRow {
        if (mistake.isPresent()) {
            throw mistake.get();
        }
        if (known == 0) {
            throw new BadRow(
                    id.contains(";")
                            ? "there is no comma. Put commas between the cells, and points into the numbers"
                            : "'" + id + "' has no value. Write at least one, or leave the row out");
        }
        return Arrays.copyOf(values, known);
    }

    private void add(double value) throws BadRow {
        if (count == VALUES_MAX) {
            throw new BadRow("there are more than " + VALUES_MAX + " values. Leave out the oldest");
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.min(VALUES_MAX, 2 * count));
        }
        values[count++] = value;
    }

    private static double number(String text, int column) throws BadRow {
        // Java would also read 1f, 0x1p3 and Infinity.
        boolean isDecimal = text.chars().allMatch(each -> "0123456789+-.eE".indexOf(each) >= 0);
        try {
            double number = isDecimal ? Double.parseDouble(text) : Double.NaN;
            if (Math.abs(number) <= VALUE_MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            isDecimal = false;
        }
        throw new BadRow("cell " + column + ", '" + text
                + (isDecimal
                        ? "', is beyond 1e15. Use a larger unit"
                        : "', is no number. Write numbers as 12.5, and leave the cell empty where nothing is known"));
    }
}
