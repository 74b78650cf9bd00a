package io.tidegate.clouds.sparkplug;

import io.tidegate.clouds.sparkplug.ProtobufReader.Field;
import io.tidegate.clouds.sparkplug.ProtobufReader.Unreadable;
import io.tidegate.observation.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host application writes to a device (Sparkplug 3.0, section 6.4.21). Immutable.
 *
 * @param sentAt milliseconds since 1970 by the host's clock; 0 where it does not say
 */
record DeviceCommand(long sentAt, List<Write> writes) {

    /** Far above the few metrics of an output. */
    private static final int LENGTH_MAX = 4096;

    private static final int INT32 = 3;

    /**
     * A metric that shall have another value.
     *
     * @param name empty where only the alias of its birth is there
     */
    record Write(Optional<String> name, long alias, Value value) {}

    /** Empty where it is no payload, or a metric in it has no name or value. */
    static Optional<DeviceCommand> read(byte[] payload) {
        if (payload.length > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            long sentAt = 0;
            List<Write> writes = new ArrayList<>();
            ByteBuffer bytes = ByteBuffer.wrap(payload);
            while (bytes.hasRemaining()) {
                Field field = ProtobufReader.next(bytes);
                if (field.id() == Payloads.PAYLOAD_TIMESTAMP && field.content() == null) {
                    sentAt = field.number();
                } else if (field.id() == Payloads.PAYLOAD_METRICS && field.content() != null) {
                    writes.add(write(field.content()));
                }
            }
            return writes.isEmpty() ? Optional.empty() : Optional.of(new DeviceCommand(sentAt, writes));
        } catch (Unreadable | IllegalArgumentException strange) {
            return Optional.empty();
        }
    }

    private static Write write(ByteBuffer metric) throws Unreadable {
        @Nullable String name = null;
        long alias = 0;
        long datatype = 0;
        @Nullable Field value = null;
        while (metric.hasRemaining()) {
            Field field = ProtobufReader.next(metric);
            switch (field.id()) {
                case Payloads.NAME -> name = text(field);
                case Payloads.ALIAS -> alias = field.number();
                case Payloads.DATATYPE -> datatype = field.number();
                case Payloads.INT_VALUE,
                        Payloads.LONG_VALUE,
                        Payloads.FLOAT_VALUE,
                        Payloads.DOUBLE_VALUE,
                        Payloads.BOOLEAN_VALUE,
                        Payloads.STRING_VALUE -> value = field;
                default -> {
                    // Times and properties change nothing.
                }
            }
        }
        if (value == null || (name == null && alias == 0)) {
            throw new Unreadable();
        }
        return new Write(Optional.ofNullable(name), alias, value(value, datatype));
    }

    private static Value value(Field field, long datatype) throws Unreadable {
        return switch (field.id()) {
            // A negative one of 8 to 32 bits is written as one of 32.
            case Payloads.INT_VALUE -> Value.of(datatype <= INT32 ? (double) (int) field.number() : field.number());
            case Payloads.LONG_VALUE -> Value.of((double) field.number());
            case Payloads.FLOAT_VALUE -> Value.of((double) Float.intBitsToFloat((int) field.number()));
            case Payloads.DOUBLE_VALUE -> Value.of(Double.longBitsToDouble(field.number()));
            case Payloads.BOOLEAN_VALUE -> Value.of(field.number() != 0);
            default -> Value.of(text(field));
        };
    }

    private static String text(Field field) throws Unreadable {
        ByteBuffer content = field.content();
        if (content == null) {
            throw new Unreadable();
        }
        return StandardCharsets.UTF_8.decode(content).toString();
    }
}
