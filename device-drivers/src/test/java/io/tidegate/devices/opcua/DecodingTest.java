package io.tidegate.devices.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Built-in types as fields, and times; without a server. */
class DecodingTest {

    private static final Instant ARRIVAL = Instant.parse("2026-11-23T10:00:00Z");

    static Stream<Arguments> fields() {
        return Stream.of(
                Arguments.of(true, Value.of(true)),
                Arguments.of((byte) -7, Value.of(-7)),
                Arguments.of(ubyte(250), Value.of(250)),
                Arguments.of((short) -300, Value.of(-300)),
                Arguments.of(ushort(65_535), Value.of(65_535)),
                Arguments.of(-70_000, Value.of(-70_000)),
                Arguments.of(uint(4_294_967_295L), Value.of(4_294_967_295.0)),
                Arguments.of(-5_000_000_000L, Value.of(-5_000_000_000.0)),
                Arguments.of(ulong(5_000_000_000L), Value.of(5_000_000_000.0)),
                Arguments.of(0.5f, Value.of(0.5)),
                Arguments.of(22.5, Value.of(22.5)),
                Arguments.of("running", Value.of("running")),
                Arguments.of(LocalizedText.english("running"), Value.of("running")),
                Arguments.of(new QualifiedName(2, "Press"), Value.of("Press")),
                Arguments.of(new DateTime(ARRIVAL), Value.of("2026-11-23T10:00:00Z")),
                Arguments.of(new UUID(1, 2), Value.of("00000000-0000-0001-0000-000000000002")),
                Arguments.of(new NodeId(2, "Press"), Value.of("ns=2;s=Press")),
                Arguments.of(new StatusCode(StatusCodes.Bad_SensorFailure), Value.of("Bad_SensorFailure")));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_single_value_is_a_field(Object held, Value field) throws Unusable {
        assertEquals(field, Decoding.value(held));
    }

    static Stream<Arguments> noFields() {
        return Stream.of(
                Arguments.of(null, "holds nothing"),
                Arguments.of(DateTime.NULL_VALUE, "holds nothing"),
                Arguments.of(Double.NaN, "is no number now (NaN)"),
                Arguments.of(Float.POSITIVE_INFINITY, "is no number now (Infinity)"),
                Arguments.of(new Double[] {1.0, 2.0}, "holds several values at once (Double[])"),
                Arguments.of(ByteString.of(new byte[] {1}), "holds a ByteString"),
                Arguments.of("x".repeat(1025), "holds a text of 1025 characters"));
    }

    @ParameterizedTest
    @MethodSource("noFields")
    void what_is_no_field_is_told_with_what_to_check(@Nullable Object held, String beginning) {
        Unusable unusable = assertThrows(Unusable.class, () -> Decoding.value(held));
        assertTrue(String.valueOf(unusable.getMessage()).startsWith(beginning), unusable.getMessage());
        assertTrue(String.valueOf(unusable.getMessage()).contains(": check "), unusable.getMessage());
    }

    @Test
    void a_value_is_of_the_time_that_its_source_says_else_the_server_else_of_its_arrival() {
        Instant source = ARRIVAL.minusSeconds(60);
        Instant server = ARRIVAL.minusSeconds(5);
        assertEquals(source, Times.of(value(source, server), ARRIVAL));
        assertEquals(server, Times.of(value(null, server), ARRIVAL));
        assertEquals(server, Times.of(value(Instant.parse("1970-01-01T00:00:12Z"), server), ARRIVAL));
        assertEquals(server, Times.of(value(ARRIVAL.plusSeconds(7 * 86_400), server), ARRIVAL));
        assertEquals(ARRIVAL, Times.of(value(null, null), ARRIVAL));
    }

    private static DataValue value(@Nullable Instant source, @Nullable Instant server) {
        return new DataValue(
                new Variant(1),
                StatusCode.GOOD,
                source == null ? null : new DateTime(source),
                server == null ? null : new DateTime(server));
    }
}
