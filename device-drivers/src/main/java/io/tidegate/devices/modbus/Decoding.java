package io.tidegate.devices.modbus;

import io.tidegate.observation.Value;
import io.tidegate.site.ModbusRegister;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** What registers mean. Safe from any thread. */
final class Decoding {

    private Decoding() {}

    /**
     * The value of a register, or nothing when the unit says that it has none.
     *
     * @param values of the span that the register is in
     */
    static Optional<Value> value(ModbusRegister register, Span span, byte[] values) {
        int at = register.address() - span.address();
        if (span.table().isBits()) {
            return Optional.of(Value.of(((values[at / Byte.SIZE] >> (at % Byte.SIZE)) & 1) == 1));
        }
        long raw = raw(values, at * Short.BYTES, register.type().registers(), register.order());
        if (register.bit().isPresent()) {
            return Optional.of(Value.of(((raw >> register.bit().getAsInt()) & 1) == 1));
        }
        return stands(register, raw)
                ? number(register.type(), raw).map(number -> scaled(register, number))
                : Optional.empty();
    }

    /** The registers as one number of bits, the highest first. */
    static long raw(byte[] values, int offset, int registers, ModbusRegister.Order order) {
        long raw = 0;
        for (int i = 0; i < registers; i++) {
            int at = offset + Short.BYTES * (order.swapsRegisters() ? registers - 1 - i : i);
            int high = values[order.swapsBytes() ? at + 1 : at] & 0xff;
            int low = values[order.swapsBytes() ? at : at + 1] & 0xff;
            raw = (raw << Short.SIZE) | (high << Byte.SIZE) | low;
        }
        return raw;
    }

    private static boolean stands(ModbusRegister register, long raw) {
        int unused = Long.SIZE - register.type().registers() * Short.SIZE;
        // -32768 and 0x8000 are the same register.
        return register.invalid().stream().noneMatch(invalid -> invalid << unused == raw << unused);
    }

    /** Nothing for what is no number: NaN and the infinities. */
    private static Optional<BigDecimal> number(ModbusRegister.Type type, long raw) {
        return switch (type) {
            case BIT, UINT16, UINT32 -> Optional.of(BigDecimal.valueOf(raw));
            case INT16 -> Optional.of(BigDecimal.valueOf(signed(raw, Short.SIZE)));
            case INT32 -> Optional.of(BigDecimal.valueOf(signed(raw, Integer.SIZE)));
            case INT64 -> Optional.of(BigDecimal.valueOf(raw));
            case UINT64 -> Optional.of(new BigDecimal(new BigInteger(Long.toUnsignedString(raw))));
            // By its shortest text: 230.1, and not the 230.10000610351562 that a double would make of it.
            case FLOAT32 ->
                Optional.of(Float.intBitsToFloat((int) raw))
                        .filter(Float::isFinite)
                        .map(f -> new BigDecimal(f.toString()));
            case FLOAT64 ->
                Optional.of(Double.longBitsToDouble(raw))
                        .filter(Double::isFinite)
                        .map(BigDecimal::valueOf);
        };
    }

    private static long signed(long raw, int bits) {
        return (raw << (Long.SIZE - bits)) >> (Long.SIZE - bits);
    }

    /** In decimals, so that 3 times 0.1 is 0.3. */
    private static Value scaled(ModbusRegister register, BigDecimal number) {
        double scaled = number.multiply(register.scale()).add(register.offset()).doubleValue();
        return Value.of(Math.clamp(scaled, -Double.MAX_VALUE, Double.MAX_VALUE));
    }
}
