package io.tidegate.gateway.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Does to a closed journal's file what a dying card does. */
public final class Ruin {

    private Ruin() {}

    /** Overwrites the page in which that text stands, so that SQLite finds no page there, nor the next one of a chain. */
    static void pageWith(Path file, String text) throws IOException {
        int at = new String(Files.readAllBytes(file), ISO_8859_1).indexOf(text);
        if (at < 0) {
            throw new AssertionError("'" + text + "' is nowhere in " + file);
        }
        page(file, at / Schema.PAGE_BYTES + 1);
    }

    /** Of a table or an index. */
    public record Page(String of, String path, int number) {
        @Override
        public String toString() {
            return of + path;
        }
    }

    /**
     * The root and the leftmost leaf of each table and index, but of SQLite's own list of them, without which there is no
     * database.
     */
    public static List<Page> ends(Path file) throws SQLException {
        return pages(file, """
                name <> 'sqlite_schema' AND pagetype <> 'overflow'
                AND (path = '/' OR (pagetype = 'leaf' AND replace(path, '000/', '') = '/'))""");
    }

    /** All leaves of a table but the first and the last, so that no look at its ends meets them. */
    public static void middle(Path file, String table) throws IOException, SQLException {
        List<Page> leaves = pages(file, "name = '" + table + "' AND pagetype = 'leaf' ORDER BY path");
        for (Page leaf : leaves.subList(1, leaves.size() - 1)) {
            page(file, leaf.number());
        }
    }

    private static List<Page> pages(Path file, String which) throws SQLException {
        List<Page> pages = new ArrayList<>();
        try (Connection reader = Schema.openReader(file);
                Statement select = reader.createStatement();
                ResultSet row = select.executeQuery("SELECT name, path, pageno FROM dbstat WHERE " + which)) {
            while (row.next()) {
                pages.add(new Page(row.getString(1), row.getString(2), row.getInt(3)));
            }
        }
        return pages;
    }

    public static void page(Path file, int number) throws IOException {
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "rw")) {
            card.seek((number - 1L) * Schema.PAGE_BYTES);
            byte[] rubbish = new byte[Schema.PAGE_BYTES];
            Arrays.fill(rubbish, (byte) 0xFF);
            card.write(rubbish);
        }
    }

    /** The page that says which pages are free (SQLite, Database File Format, 1.5). */
    static void freeList(Path file) throws IOException {
        int number;
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "r")) {
            card.seek(32);
            number = card.readInt();
        }
        page(file, number);
    }

    /**
     * Gives a row another number, as flipped bits do. Both are below 128.
     *
     * @param readable whether its length is still right
     */
    static void number(Path file, String table, int from, int to, boolean readable) throws IOException, SQLException {
        Row row = row(file, table, from);
        write(file, row.at + row.lengthBytes, (byte) to);
        if (!readable) {
            byte[] length = new byte[row.lengthBytes];
            Arrays.fill(length, (byte) 0xFF);
            length[length.length - 1] = 0x7F;
            write(file, row.at, length);
        }
    }

    /** Where a row begins, and how many bytes of length stand before its number (SQLite, Database File Format, 1.6). */
    private record Row(long at, int lengthBytes) {}

    private static Row row(Path file, String table, int number) throws IOException, SQLException {
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "r")) {
            for (Page leaf : pages(file, "name = '" + table + "' AND pagetype = 'leaf'")) {
                long page = (leaf.number() - 1L) * Schema.PAGE_BYTES;
                card.seek(page + 3);
                int rows = card.readUnsignedShort();
                for (int row = 0; row < rows; row++) {
                    card.seek(page + 8 + 2L * row);
                    long at = page + card.readUnsignedShort();
                    card.seek(at);
                    int lengthBytes = 1;
                    while (card.read() >= 0x80) {
                        lengthBytes++;
                    }
                    if (card.read() == number) {
                        return new Row(at, lengthBytes);
                    }
                }
            }
        }
        throw new AssertionError("no row " + number + " in " + table);
    }

    private static void write(Path file, long at, byte... bytes) throws IOException {
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "rw")) {
            card.seek(at);
            card.write(bytes);
        }
    }

    /** Flips some bytes anywhere but in SQLite's own list of tables. */
    static void flip(Path file, Random random, int bytes) throws IOException, SQLException {
        List<Integer> spared =
                pages(file, "name = 'sqlite_schema'").stream().map(Page::number).toList();
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < bytes; ) {
                long at = random.nextLong(card.length());
                if (spared.contains((int) (at / Schema.PAGE_BYTES) + 1)) {
                    continue;
                }
                i++;
                card.seek(at);
                int now = card.read();
                card.seek(at);
                card.write(now ^ (1 + random.nextInt(255)));
            }
        }
    }
}
