package io.tidegate.clouds.sparkplug;

import io.tidegate.clouds.sparkplug.ProtobufReader.Field;
import io.tidegate.clouds.sparkplug.ProtobufReader.Unreadable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads of a node command whether it asks for a rebirth (Sparkplug 3.0, section 6.4.19): a metric of that name that is true.
 * Whatever else stands in it, or is no payload at all, asks for nothing. Functions only.
 */
final class NodeCommand {

    /** A rebirth has some 60 bytes; what is much longer is none. */
    private static final int LENGTH_MAX = 4096;

    private NodeCommand() {}

    static boolean asksForRebirth(byte[] payload) {
        if (payload.length > LENGTH_MAX) {
            return false;
        }
        try {
            boolean asks = false;
            ByteBuffer bytes = ByteBuffer.wrap(payload);
            while (bytes.hasRemaining()) {
                Field field = ProtobufReader.next(bytes);
                if (field.id() == Payloads.PAYLOAD_METRICS && field.content() != null) {
                    asks |= isRebirth(field.content());
                }
            }
            return asks;
        } catch (Unreadable strange) {
            return false;
        }
    }

    private static boolean isRebirth(ByteBuffer metric) throws Unreadable {
        boolean named = false;
        boolean wanted = false;
        while (metric.hasRemaining()) {
            Field field = ProtobufReader.next(metric);
            if (field.id() == Payloads.BOOLEAN_VALUE && field.content() == null) {
                wanted = field.number() != 0;
            } else if (field.id() == Payloads.NAME && field.content() != null) {
                named = StandardCharsets.UTF_8
                        .decode(field.content())
                        .toString()
                        .equals(Payloads.REBIRTH);
            }
        }
        return named && wanted;
    }
}
