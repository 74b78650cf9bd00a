package io.tidegate.gateway.pages;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Bytes of unknown origin, for a person to look at: as text where they are text, else in hexadecimal. Pure. */
final class PayloadText {

    /** Characters of text, or bytes of hexadecimal, that a page shows; the API has the rest. */
    private static final int SHOWN_MAX = 512;

    private PayloadText() {}

    static String of(byte[] payload) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException binary) {
            return hex(payload);
        }
        if (text.codePoints().anyMatch(PayloadText::unprintable)) {
            return hex(payload);
        }
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }

    // Format characters among them: they can turn the direction of the text around, and the meaning with it.
    private static boolean unprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\t' && character != '\r';
            case Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static String hex(byte[] payload) {
        int shown = Math.min(payload.length, SHOWN_MAX);
        String hex = HexFormat.ofDelimiter(" ").formatHex(payload, 0, shown).toUpperCase(Locale.ROOT);
        return shown < payload.length ? hex + " …" : hex;
    }
}
