package io.tidegate.gateway.inventory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table's file as text, whichever program wrote it. Immutable.
 *
 * @param text with the same lines as the file; one that only names the separator is empty here
 * @param separator of the cells
 */
record SheetText(String text, char separator) {

    /** Excel's own first line, which says by what the cells are separated. */
    private static final Pattern SEPARATED =
            Pattern.compile("\"?sep=(\\t|[^\\p{L}\\p{N}\"\\s])\"?\\h*(?=\\R|\\z)", Pattern.CASE_INSENSITIVE);

    static SheetText of(byte[] file) {
        String text = decoded(file);
        Matcher said = SEPARATED.matcher(text);
        return said.lookingAt()
                ? new SheetText(text.substring(said.end()), said.group(1).charAt(0))
                : new SheetText(text, separator(text));
    }

    /** UTF-16 where a mark says so ("Unicode text"), UTF-8 if it is that, else what spreadsheets on Windows write. */
    private static String decoded(byte[] file) {
        if (file.length >= 2 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xfe) {
            return utf16(file, ByteOrder.LITTLE_ENDIAN);
        }
        if (file.length >= 2 && (file[0] & 0xff) == 0xfe && (file[1] & 0xff) == 0xff) {
            return utf16(file, ByteOrder.BIG_ENDIAN);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(file, Charset.forName("windows-1252"));
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** Unit by unit, so that half a character is told with its line and not replaced in silence. */
    private static String utf16(byte[] file, ByteOrder order) {
        return ByteBuffer.wrap(file, 2, file.length - 2)
                .slice()
                .order(order)
                .asCharBuffer()
                .toString();
    }

    /** Whichever separates most in the line with the names. */
    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ',';
        for (char each : new char[] {';', '\t'}) {
            if (count(header, each) > count(header, best)) {
                best = each;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(each -> each == wanted).count();
    }

    private enum Within {
        START,
        PLAIN,
        QUOTES,
        /** Behind a quote that closes the cell, or is the first of two. */
        QUOTE,
        BEHIND,
        BROKEN
    }

    /** The line, from 1, in which a cell begins that opens a double quote and does not close it as it should. */
    OptionalLong brokenQuote() {
        long line = 1;
        long opened = 1;
        Within within = Within.START;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            Within next = next(within, each);
            if (next == Within.BROKEN) {
                return OptionalLong.of(opened);
            }
            if (within == Within.START && next == Within.QUOTES) {
                opened = line;
            }
            within = next;
            if (each == '\r' || (each == '\n' && (at == 0 || text.charAt(at - 1) != '\r'))) {
                line++;
            }
        }
        return within == Within.QUOTES ? OptionalLong.of(opened) : OptionalLong.empty();
    }

    private Within next(Within within, char each) {
        if (within == Within.QUOTES) {
            return each == '"' ? Within.QUOTE : Within.QUOTES;
        }
        if (each == separator || each == '\n' || each == '\r') {
            return Within.START;
        }
        return switch (within) {
            case START -> each == '"' ? Within.QUOTES : Within.PLAIN;
            case PLAIN -> Within.PLAIN;
            case QUOTE -> each == '"' ? Within.QUOTES : behind(each);
            case BEHIND -> behind(each);
            case QUOTES, BROKEN -> within;
        };
    }

    private static Within behind(char each) {
        return Character.isWhitespace(each) ? Within.BEHIND : Within.BROKEN;
    }
}
