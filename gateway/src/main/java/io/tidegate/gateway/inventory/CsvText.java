package io.tidegate.gateway.inventory;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Tables as spreadsheets open them (RFC 4180). Functions only. */
public final class CsvText {

    private CsvText() {}

    /** @param separator of the cells: what is no comma is for spreadsheets that take a comma for a decimal mark */
    public static String of(char separator, Stream<List<String>> rows) {
        StringWriter text = new StringWriter();
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
        try (CSVPrinter csv = new CSVPrinter(text, format)) {
            csv.printRecords(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }
}
