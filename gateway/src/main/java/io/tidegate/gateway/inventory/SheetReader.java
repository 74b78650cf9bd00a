package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Catalogue.Problem;
import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import io.tidegate.site.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the table of items that a shop or its supplier has: separated by commas, semicolons or tabs; in UTF-8 or as
 * Windows writes it; with our names for the columns or those that are usual. Goes on past what is wrong, so that one
 * reading finds every problem. Used by one thread.
 */
final class SheetReader {

    /** Rows of one table; a larger one is sent in parts. */
    static final int ROWS_MAX = 20_000;

    /** @param line of the item in the file */
    record Row(long line, Item item) {}

    /** What a table says. */
    record Sheet(List<Row> rows, List<Problem> problems) {}

    private static final Set<String> YES = Set.of("yes", "true", "1", "x", "y", "ja", "j", "oui", "si");

    private final List<Row> rows = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final boolean decimalComma;

    private SheetReader(boolean decimalComma) {
        this.decimalComma = decimalComma;
    }

    static Sheet read(byte[] file) {
        String text = SheetText.text(file);
        char separator = SheetText.separator(text);
        SheetReader reader = new SheetReader(separator != ',');
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            reader.read(parser);
        } catch (IOException | UncheckedIOException e) {
            reader.problems.add(
                    new Problem(1, "This is no table: " + e.getMessage() + ". Save it as CSV, and send that."));
        }
        return new Sheet(reader.rows, reader.problems);
    }

    private void read(CSVParser parser) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        boolean header = true;
        for (CSVRecord row : parser) {
            if (header) {
                header(row, columns);
                header = false;
            } else if (rows.size() + problems.size() >= ROWS_MAX) {
                problems.add(new Problem(
                        parser.getCurrentLineNumber(),
                        "There are more than " + ROWS_MAX + " rows. Send them in parts."));
                return;
            } else {
                row(row, parser.getCurrentLineNumber(), columns);
            }
        }
    }

    private void header(CSVRecord row, Map<Column, Integer> columns) {
        for (int i = 0; i < row.size(); i++) {
            Column column = ColumnNames.meant(row.get(i)).orElse(null);
            if (column == null && !row.get(i).isBlank()) {
                problems.add(new Problem(
                        1,
                        "The column '" + row.get(i) + "' is not known. Remove it, or rename it. "
                                + Nearest.hint(
                                        row.get(i),
                                        Arrays.stream(Column.values())
                                                .map(Column::word)
                                                .toList())));
            } else if (column != null && columns.putIfAbsent(column, i) != null) {
                problems.add(new Problem(
                        1,
                        "The columns '" + row.get(columns.get(column)) + "' and '" + row.get(i)
                                + "' mean the same. Keep one of them."));
            }
        }
        if (!columns.containsKey(Column.NAME)) {
            problems.add(new Problem(1, "There is no column 'name'. Name the columns in the first line."));
        }
        if (!columns.containsKey(Column.ID) && !columns.containsKey(Column.CODES)) {
            problems.add(new Problem(
                    1, "There is neither a column 'id' nor 'codes', so that no item could be found again."));
        }
    }

    private void row(CSVRecord row, long line, Map<Column, Integer> columns) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        columns.forEach((column, at) -> {
            if (at < row.size() && !row.get(at).isBlank()) {
                cells.put(column, row.get(at));
            }
        });
        if (cells.isEmpty()) {
            return;
        }
        try {
            rows.add(new Row(line, Soundness.checked(item(cells))));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(line, String.valueOf(e.getMessage())));
        }
    }

    private Item item(Map<Column, String> cells) {
        String unit = cells.getOrDefault(Column.UNIT, Amount.EACH);
        List<Item.Code> codes = codes(cells.getOrDefault(Column.CODES, ""), unit);
        String id = cells.get(Column.ID);
        if (id == null) {
            if (codes.isEmpty()) {
                throw new IllegalArgumentException("There is neither an id nor a code. Give it one.");
            }
            id = codes.getFirst().code();
        }
        String name = cells.get(Column.NAME);
        if (name == null) {
            throw new IllegalArgumentException("'" + id + "' has no name. Give it one.");
        }
        return new Item(
                id,
                name,
                unit,
                pairs(cells.getOrDefault(Column.PACKS, "")).entrySet().stream()
                        .map(pair -> new Item.Pack(pair.getKey(), pair.getValue()))
                        .toList(),
                codes,
                tracked(cells.getOrDefault(Column.TRACKED, "")),
                supply(cells),
                pairs(cells.getOrDefault(Column.RECIPE, "")).entrySet().stream()
                        .map(pair -> new Item.Part(pair.getKey(), pair.getValue()))
                        .toList(),
                YES.contains(cells.getOrDefault(Column.RETIRED, "").toLowerCase(Locale.ROOT)));
    }

    private static List<String> parts(String cell) {
        return Arrays.stream(cell.split(";", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** {@code 4006381333931; case:14006381333938}. */
    private static List<Item.Code> codes(String cell, String unit) {
        List<Item.Code> codes = new ArrayList<>();
        for (String part : parts(cell)) {
            int colon = part.indexOf(':');
            String code = part.substring(colon + 1).strip();
            codes.add(new Item.Code(
                    Soundness.code(code),
                    colon < 0 ? unit : part.substring(0, colon).strip()));
        }
        return codes;
    }

    /** {@code case=12; pallet=480}. */
    private Map<String, BigDecimal> pairs(String cell) {
        Map<String, BigDecimal> pairs = new LinkedHashMap<>();
        for (String part : parts(cell)) {
            int equals = part.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + part + "' has no number. Write it like case=12.");
            }
            pairs.put(part.substring(0, equals).strip(), number(part.substring(equals + 1)));
        }
        return pairs;
    }

    private static Set<Item.Tracking> tracked(String cell) {
        Set<Item.Tracking> tracked = EnumSet.noneOf(Item.Tracking.class);
        for (String part : parts(cell)) {
            tracked.add(Arrays.stream(Item.Tracking.values())
                    .filter(each -> each.word().equalsIgnoreCase(part))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + part + "' cannot be tracked. Use lot, expiry or serial.")));
        }
        return tracked;
    }

    private Item.Supply supply(Map<Column, String> cells) {
        return new Item.Supply(
                Optional.ofNullable(cells.get(Column.SUPPLIER)),
                decimal(cells, Column.PRICE),
                decimal(cells, Column.COST),
                decimal(cells, Column.MINIMUM),
                days(cells, Column.LEAD_TIME_DAYS),
                days(cells, Column.SHELF_LIFE_DAYS),
                Optional.ofNullable(cells.get(Column.ORDER_UNIT)).map(String::strip),
                decimal(cells, Column.ORDER_MINIMUM));
    }

    private Optional<BigDecimal> decimal(Map<Column, String> cells, Column column) {
        return Optional.ofNullable(cells.get(column)).map(this::number);
    }

    private Optional<Integer> days(Map<Column, String> cells, Column column) {
        return decimal(cells, column).map(number -> {
            try {
                return number.intValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("'" + column.word() + "' is no whole number of days.", e);
            }
        });
    }

    /** With a decimal comma where commas do not separate the cells. */
    private BigDecimal number(String cell) {
        String text = cell.strip().replaceAll("[\\s€$£'\u00a0]", "");
        if (decimalComma && text.contains(",")) {
            text = text.replace(".", "").replace(',', '.');
        }
        if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException("'" + cell + "' is no number. Write it like 1.20.");
        }
        return new BigDecimal(text);
    }
}
