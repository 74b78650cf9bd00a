package io.tidegate.gateway.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/**
 * The cells of a CSV, one after the other, so that a row may be long and is never in memory. A row ends with its line: a quote
 * that is not closed costs one row, not the rest of the file. Used by one thread.
 */
final class CsvCells {

    /** Of an id or a number; longer ones are another kind of file. */
    private static final int CELL_LENGTH_MAX = 200;

    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = '\uFEFF';

    /** A row cannot be read. */
    static final class BadRow extends Exception {
        private static final long serialVersionUID = 1;

        private final String problem;

        BadRow(String problem) {
            super(problem);
            this.problem = problem;
        }

        /** Says also what to do about it. */
        String problem() {
            return problem;
        }
    }

    private final BufferedReader in;
    private final StringBuilder cell = new StringBuilder();
    private long line;
    private int next;
    private boolean hasCell;

    /** @param in closed by who opened it */
    CsvCells(InputStream in) throws IOException {
        this.in = new BufferedReader(new InputStreamReader(in, UTF_8));
        advance();
        if (next == BYTE_ORDER_MARK) {
            advance();
        }
    }

    /** Goes to the next line, past whatever is left of this one. */
    boolean nextRow() throws IOException {
        if (line > 0) {
            while (!isAtLineEnd()) {
                advance();
            }
            advance();
        }
        line++;
        hasCell = next != END;
        return hasCell;
    }

    /** Of the row, from 1. */
    long line() {
        return line;
    }

    boolean hasCell() {
        return hasCell;
    }

    /** Without quotes, and without the blanks around it. */
    String cell() throws IOException, BadRow {
        cell.setLength(0);
        skipBlanks();
        if (next == '"') {
            quoted();
        } else {
            while (next != ',' && !isAtLineEnd()) {
                append();
            }
        }
        hasCell = next == ',';
        if (hasCell) {
            advance();
        }
        return cell.toString().strip();
    }

    private void quoted() throws IOException, BadRow {
        advance();
        while (true) {
            if (isAtLineEnd()) {
                throw new BadRow("a quote is opened and not closed. Close it, or write a quote within quotes twice");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    break;
                }
            }
            append();
        }
        skipBlanks();
        if (next != ',' && !isAtLineEnd()) {
            throw new BadRow(
                    "something follows a closed quote. Put a comma there, or write a quote within quotes twice");
        }
    }

    private void append() throws IOException, BadRow {
        if (cell.length() == CELL_LENGTH_MAX) {
            throw new BadRow("a cell has more than " + CELL_LENGTH_MAX
                    + " characters. Is this a CSV with commas between its cells?");
        }
        cell.append((char) next);
        advance();
    }

    private void skipBlanks() throws IOException {
        while (next == ' ' || next == '\t') {
            advance();
        }
    }

    private boolean isAtLineEnd() {
        return next == '\n' || next == END;
    }

    /** A line ends with a line feed, whether or not a carriage return is before it. */
    private void advance() throws IOException {
        next = in.read();
        if (next == '\r') {
            next = in.read();
        }
    }
}
