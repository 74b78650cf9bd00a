package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.gateway.inventory.Catalogue.Problem;
import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the table of items that a shop or its supplier has: separated by commas, semicolons or tabs; in UTF-8, UTF-16 or as
 * Windows writes it; with our names for the columns or those that are usual. Goes on past what is wrong, so that one
 * reading finds every problem. Used by one thread.
 */
final class SheetReader {

    /** Rows of one table; a larger one is sent in parts. */
    static final int ROWS_MAX = 30_000;

    private static final String WORKBOOK =
            "This is a spreadsheet's own file, and no table of text. Save it as CSV in the spreadsheet, and send that.";

    private static final String OF_ANOTHER_KIND =
            "This is a file of another kind, such as a photo or a PDF, and no table. Open the list in a spreadsheet, save it as"
                    + " CSV there, and send that.";

    /**
     * What a table says.
     *
     * @param rows who takes them out makes room for what comes of them
     */
    record Sheet(Deque<SheetRow> rows, List<Problem> problems) {}

    private final Deque<SheetRow> rows = new ArrayDeque<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Column, Integer> columns = new EnumMap<>(Column.class);

    /** Of such a line the rest is wrong for the same reason, and there may be 30,000 of them. */
    private static final int WRONG_MAX = 2;

    /** Where something stands in the first line. */
    private final Set<Integer> named = new HashSet<>();

    private final char separator;

    private SheetReader(char separator) {
        this.separator = separator;
    }

    static Sheet read(byte[] file) {
        if (FileKind.isWorkbook(file)) {
            return new Sheet(new ArrayDeque<>(), List.of(new Problem(1, WORKBOOK)));
        }
        if (FileKind.isNoText(file)) {
            return new Sheet(new ArrayDeque<>(), List.of(new Problem(1, OF_ANOTHER_KIND)));
        }
        SheetText sheet = SheetText.of(file);
        SheetReader reader = new SheetReader(sheet.separator());
        OptionalLong broken = sheet.brokenQuote();
        if (sheet.text().isBlank()) {
            reader.problems.add(new Problem(
                    1,
                    "The table is empty. Name the columns in its first line, and write one item in each line below."));
        } else if (broken.isPresent()) {
            reader.problems.add(new Problem(
                    broken.getAsLong(),
                    "A cell of this line begins with a double quote, and does not end with one. Close it; a double quote in"
                            + " a text is written twice."));
        } else {
            reader.parse(sheet.text());
        }
        return new Sheet(reader.rows, reader.problems);
    }

    private void parse(String text) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            read(parser);
        } catch (IOException | UncheckedIOException e) {
            problems.add(new Problem(1, "This is no table. Save it as CSV, and send that."));
        }
    }

    private void read(CSVParser parser) {
        boolean header = true;
        int count = 0;
        for (CSVRecord row : parser) {
            if (header) {
                header(row);
                header = false;
            } else if (++count > ROWS_MAX) {
                problems.add(new Problem(
                        parser.getCurrentLineNumber(),
                        "There are more than " + ROWS_MAX + " rows. Send them in parts."));
                return;
            } else {
                row(row, parser.getCurrentLineNumber());
            }
        }
    }

    private void header(CSVRecord row) {
        for (int i = 0; i < row.size(); i++) {
            String name = row.get(i).strip();
            if (name.isEmpty()) {
                continue;
            }
            named.add(i);
            Column column = ColumnNames.meant(name).orElse(null);
            if (column == null) {
                problems.add(new Problem(
                        1,
                        "The column '" + name + "' is not known. Remove it, or rename it. " + ColumnNames.hint(name)));
            } else if (columns.putIfAbsent(column, i) != null) {
                problems.add(new Problem(
                        1,
                        "The columns '" + row.get(columns.get(column)).strip() + "' and '" + name
                                + "' mean the same. Keep one of them."));
            }
        }
        if (!columns.containsKey(Column.ID) && !columns.containsKey(Column.CODES)) {
            problems.add(new Problem(
                    1,
                    "There is neither a column 'id' nor 'codes', so that no item could be found again. Name the columns in"
                            + " the first line."));
        }
    }

    private void row(CSVRecord row, long line) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            if (!named.contains(i) && !row.get(i).isBlank()) {
                wrong.add(nowhere(row.get(i).strip()));
            }
        }
        Map<Column, String> cells = new EnumMap<>(Column.class);
        columns.forEach((column, at) -> {
            // Programs leave out empty cells at the end.
            String cell = at < row.size() ? row.get(at) : "";
            if (!UTF_8.newEncoder().canEncode(cell)) {
                wrong.add(half(column));
            }
            cells.put(column, SheetCell.bare(cell.strip()));
        });
        if (!wrong.isEmpty()) {
            wrong.stream().limit(WRONG_MAX).forEach(each -> problems.add(new Problem(line, each)));
        } else if (cells.values().stream().anyMatch(cell -> !cell.isEmpty())) {
            rows.add(new SheetRow(line, cells, separator));
        }
    }

    private String nowhere(String cell) {
        return "The cell '" + cell
                + "' stands under no column. Name its column in the first line, or empty it; a text with '" + separator
                + "' in it needs double quotes around it.";
    }

    private static String half(Column column) {
        return "'" + column.word() + "' has half a character in it, which no text can have. Type it anew.";
    }
}
