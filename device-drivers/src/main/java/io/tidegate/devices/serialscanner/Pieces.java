package io.tidegate.devices.serialscanner;

import io.tidegate.scan.Heard;
import io.tidegate.scan.Unreadable;
import io.tidegate.site.SerialScannerDevice.End;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts together what a port brings in pieces, and tells where each scan ends. No I/O. Used by one thread. */
final class Pieces {

    /** Above the largest code in UTF-8. What is longer is set aside, and dropped up to the next end. */
    static final int BYTES_MAX = 32 * 1024;

    private static final Pattern LINE_BREAKS = Pattern.compile("[\r\n]+$");

    private final End end;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private byte last;
    private boolean skipping;

    Pieces(End end) {
        this.end = end;
    }

    /** Takes what has arrived, and gives what it completes; empty lines are none. */
    List<Heard> add(byte[] arrived, int count) {
        List<Heard> whole = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (ends(arrived[i])) {
                take().ifPresent(text -> whole.add(new Heard(text, Optional.empty())));
            } else if (!skipping) {
                pending.write(arrived[i]);
                if (pending.size() > BYTES_MAX) {
                    take().ifPresent(text -> whole.add(new Heard(text, Optional.of(endless()))));
                    skipping = true;
                }
            }
            last = arrived[i];
        }
        return whole;
    }

    /** Nothing has come for so long that nothing more belongs to what is there. */
    Optional<Heard> silence() {
        return take().map(text -> new Heard(text, end == End.PAUSE ? Optional.empty() : Optional.of(unfinished())));
    }

    private boolean ends(byte letter) {
        return switch (end) {
            case LINE -> letter == '\r' || letter == '\n';
            case CR -> letter == '\r';
            case LF -> letter == '\n';
            case CRLF -> letter == '\n' && last == '\r';
            case PAUSE -> false;
        };
    }

    private Optional<String> take() {
        String text = text(pending.toByteArray());
        pending.reset();
        skipping = false;
        last = 0;
        String bare =
                end == End.CRLF || end == End.PAUSE ? LINE_BREAKS.matcher(text).replaceFirst("") : text;
        return bare.isEmpty() ? Optional.empty() : Optional.of(bare);
    }

    /** UTF-8, and what is not, in Latin-1: a scanner sends one or the other and does not say which. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static Unreadable endless() {
        return new Unreadable("More than " + BYTES_MAX
                + " bytes came without an end. Check serial.baud and serial.framing, and what the scanner sends behind a"
                + " code.");
    }

    private Unreadable unfinished() {
        return new Unreadable("The scanner was silent before the end (" + end.word()
                + ") of this code. Let it send that behind each code, or set 'end: pause' in the site file.");
    }
}
