package io.tidegate.devices.modbus;

import io.tidegate.devices.modbus.SunSpecModels.Point;
import io.tidegate.observation.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the registers of a SunSpec model mean (SunSpec Device Information Model Specification V1.1, 4.2: types, and what
 * stands for "not implemented"). Safe from any thread.
 */
final class SunSpecDecoding {

    /** Powers of ten beyond these are no scale. */
    private static final int SCALE_MAX = 10;

    /** Operating states of an inverter, from 1. */
    private static final List<String> STATES =
            List.of("off", "sleeping", "starting", "mppt", "throttled", "shutting-down", "fault", "standby");

    private SunSpecDecoding() {}

    /** @param model its registers, from the one with its id; a shorter model lacks its last points */
    static Optional<Value> value(Point point, ByteBuffer model) {
        int at = point.offset() * Short.BYTES;
        if (at + point.registers() * Short.BYTES > model.limit()) {
            return Optional.empty();
        }
        return switch (point.type()) {
            case INT16 -> number(point, model, model.getShort(at), Short.MIN_VALUE);
            case UINT16 -> number(point, model, model.getShort(at) & 0xffff, 0xffff);
            case ACC32 -> number(point, model, model.getInt(at) & 0xffff_ffffL, 0);
            case FLOAT32 ->
                Optional.of(model.getFloat(at))
                        .filter(Float::isFinite)
                        .map(number -> new BigDecimal(number.toString()).multiply(point.factor()))
                        .map(number -> Value.of(number.doubleValue()));
            case ENUM16 -> state(model.getShort(at));
            case STRING -> text(model, at, point.registers() * Short.BYTES);
        };
    }

    private static Optional<Value> number(Point point, ByteBuffer model, long raw, long missing) {
        int exponent = point.scale().isEmpty() ? 0 : scale(model, point.scale().getAsInt());
        if (raw == missing || Math.abs(exponent) > SCALE_MAX) {
            return Optional.empty();
        }
        BigDecimal number = BigDecimal.valueOf(raw).scaleByPowerOfTen(exponent).multiply(point.factor());
        return Optional.of(Value.of(number.doubleValue()));
    }

    /** One that is not implemented is far outside of what a scale can be. */
    private static int scale(ByteBuffer model, int offset) {
        int at = offset * Short.BYTES;
        return at + Short.BYTES > model.limit() ? Short.MIN_VALUE : model.getShort(at);
    }

    private static Optional<Value> state(int number) {
        return number < 1 || number > STATES.size() ? Optional.empty() : Optional.of(Value.of(STATES.get(number - 1)));
    }

    private static Optional<Value> text(ByteBuffer model, int at, int length) {
        byte[] bytes = new byte[length];
        model.get(at, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        String words = (end < 0 ? text : text.substring(0, end)).strip();
        return words.isEmpty() ? Optional.empty() : Optional.of(Value.of(words));
    }
}
