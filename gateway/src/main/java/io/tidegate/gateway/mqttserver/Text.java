package io.tidegate.gateway.mqttserver;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 as MQTT wants it (5.0 and 3.1.1 section 1.5): well formed, no surrogates, no U+0000. */
final class Text {

    private Text() {}

    static String decode(byte[] bytes, int from, int length) throws Refusal {
        boolean ascii = true;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == 0) {
                throw Refusal.malformed("a text holds U+0000");
            }
            ascii &= bytes[i] > 0;
        }
        if (ascii) {
            return new String(bytes, from, length, StandardCharsets.US_ASCII);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.malformed("a text is not UTF-8");
        }
    }
}
