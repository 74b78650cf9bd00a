package io.tidegate.gateway.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Does to a closed journal's file what a dying card does. */
final class Ruin {

    private Ruin() {}

    /** Overwrites the page in which that text stands, so that SQLite finds no page there, nor the next one of a chain. */
    static void pageWith(Path file, String text) throws IOException {
        int at = new String(Files.readAllBytes(file), ISO_8859_1).indexOf(text);
        if (at < 0) {
            throw new AssertionError("'" + text + "' is nowhere in " + file);
        }
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "rw")) {
            card.seek(at - at % Schema.PAGE_BYTES);
            byte[] rubbish = new byte[Schema.PAGE_BYTES];
            Arrays.fill(rubbish, (byte) 0xFF);
            card.write(rubbish);
        }
    }

    /** Flips some bytes somewhere behind the first pages, without which there is no database. */
    static void flip(Path file, Random random, int bytes) throws IOException {
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "rw")) {
            long from = 64L * Schema.PAGE_BYTES;
            for (int i = 0; i < bytes; i++) {
                long at = from + random.nextLong(card.length() - from);
                card.seek(at);
                int now = card.read();
                card.seek(at);
                card.write(now ^ (1 + random.nextInt(255)));
            }
        }
    }
}
