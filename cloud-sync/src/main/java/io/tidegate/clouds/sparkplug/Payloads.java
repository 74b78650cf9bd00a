package io.tidegate.clouds.sparkplug;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Payloads and their metrics as Sparkplug 3.0 (section 6.4) and Tahu's {@code sparkplug_b.proto} have them; what is not here
 * is not used. Functions only.
 */
final class Payloads {

    /** The codes of the property {@code Quality} (section 6.4.13). */
    enum Quality {
        GOOD(192),
        STALE(500);

        private final int code;

        Quality(int code) {
            this.code = code;
        }
    }

    static final String BIRTH_COUNT = "bdSeq";
    static final String REBIRTH = "Node Control/Rebirth";

    /** Each metric has an alias, but for the rebirth, which must have none. Those of devices are above these. */
    private static final long BIRTH_COUNT_ALIAS = 1;

    private static final long SOFTWARE_ALIAS = 2;
    private static final long UPTIME_ALIAS = 3;

    static final int PAYLOAD_TIMESTAMP = 1;
    static final int PAYLOAD_METRICS = 2;
    private static final int PAYLOAD_SEQ = 3;
    static final int NAME = 1;
    static final int ALIAS = 2;
    private static final int TIMESTAMP = 3;
    static final int DATATYPE = 4;
    private static final int IS_HISTORICAL = 5;
    private static final int IS_NULL = 7;
    private static final int PROPERTIES = 9;
    static final int INT_VALUE = 10;
    static final int LONG_VALUE = 11;
    static final int FLOAT_VALUE = 12;
    static final int DOUBLE_VALUE = 13;
    static final int BOOLEAN_VALUE = 14;
    static final int STRING_VALUE = 15;
    private static final int PROPERTY_KEYS = 1;
    private static final int PROPERTY_VALUES = 2;
    private static final int PROPERTY_TYPE = 1;
    private static final int PROPERTY_INT_VALUE = 3;

    private Payloads() {}

    /** @param metrics as the functions below wrote them, one behind the other */
    static byte[] of(Instant at, int seq, byte[] metrics) {
        return new Protobuf()
                .varint(PAYLOAD_TIMESTAMP, at.toEpochMilli())
                .append(metrics)
                .varint(PAYLOAD_SEQ, seq)
                .bytes();
    }

    /** A node's death is written before it happens, and is in no sequence. */
    static byte[] nodeDeath(Instant at, int birthCount) {
        return new Protobuf()
                .varint(PAYLOAD_TIMESTAMP, at.toEpochMilli())
                .append(birthCount(at, birthCount))
                .bytes();
    }

    /** In a birth, and in the will that goes with it. */
    static byte[] birthCount(Instant at, int count) {
        return metric(new Protobuf()
                .text(NAME, BIRTH_COUNT)
                .varint(ALIAS, BIRTH_COUNT_ALIAS)
                .varint(TIMESTAMP, at.toEpochMilli())
                .varint(DATATYPE, Datatype.INT64.number())
                .varint(LONG_VALUE, count));
    }

    static byte[] rebirth(Instant at) {
        return metric(new Protobuf()
                .text(NAME, REBIRTH)
                .varint(TIMESTAMP, at.toEpochMilli())
                .varint(DATATYPE, Datatype.BOOLEAN.number())
                .flag(BOOLEAN_VALUE, false));
    }

    /** What the node says of itself. */
    static byte[] software(Instant at, String value) {
        return metric(new Protobuf()
                .text(NAME, "Properties/Software")
                .varint(ALIAS, SOFTWARE_ALIAS)
                .varint(TIMESTAMP, at.toEpochMilli())
                .varint(DATATYPE, Datatype.STRING.number())
                .text(STRING_VALUE, value));
    }

    /** @param seconds for which the node has run */
    static byte[] uptime(Instant at, long seconds) {
        return metric(new Protobuf()
                .text(NAME, "Node Info/Uptime")
                .varint(ALIAS, UPTIME_ALIAS)
                .varint(TIMESTAMP, at.toEpochMilli())
                .varint(DATATYPE, Datatype.INT64.number())
                .varint(LONG_VALUE, seconds));
    }

    /** The same, as data have it. */
    static byte[] uptimeNow(Instant at, long seconds) {
        return metric(new Protobuf()
                .varint(ALIAS, UPTIME_ALIAS)
                .varint(TIMESTAMP, at.toEpochMilli())
                .varint(LONG_VALUE, seconds));
    }

    /** As a birth introduces it, by name and alias. */
    static byte[] born(Metric metric, Instant at, @Nullable Content value, Quality quality) {
        Protobuf fields = new Protobuf()
                .text(NAME, metric.name())
                .varint(ALIAS, metric.alias())
                .varint(TIMESTAMP, at.toEpochMilli())
                .varint(DATATYPE, metric.type().number());
        if (value == null) {
            fields.flag(IS_NULL, true);
        }
        return metric(value(fields.part(PROPERTIES, properties(quality)), value));
    }

    /** As data have it: by its alias alone, since the birth has told the rest. */
    static byte[] live(Metric metric, Instant at, Content value, boolean wasStale) {
        Protobuf fields = new Protobuf().varint(ALIAS, metric.alias()).varint(TIMESTAMP, at.toEpochMilli());
        return metric(value(wasStale ? fields.part(PROPERTIES, properties(Quality.GOOD)) : fields, value));
    }

    /** The same, of a moment that has passed: it does not change what is shown as the present. */
    static byte[] historical(Metric metric, Instant at, Content value) {
        return metric(value(
                new Protobuf()
                        .varint(ALIAS, metric.alias())
                        .varint(TIMESTAMP, at.toEpochMilli())
                        .flag(IS_HISTORICAL, true),
                value));
    }

    private static Protobuf value(Protobuf fields, @Nullable Content value) {
        return switch (value) {
            case null -> fields;
            case Content.Real real -> fields.real(DOUBLE_VALUE, real.value());
            case Content.Flag flag -> fields.flag(BOOLEAN_VALUE, flag.value());
            case Content.Text text -> fields.text(STRING_VALUE, text.value());
        };
    }

    private static Protobuf properties(Quality quality) {
        Protobuf code =
                new Protobuf().varint(PROPERTY_TYPE, Datatype.INT32.number()).varint(PROPERTY_INT_VALUE, quality.code);
        return new Protobuf().text(PROPERTY_KEYS, "Quality").part(PROPERTY_VALUES, code);
    }

    private static byte[] metric(Protobuf fields) {
        return new Protobuf().part(PAYLOAD_METRICS, fields).bytes();
    }
}
