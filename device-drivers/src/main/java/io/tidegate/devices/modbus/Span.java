package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.site.ModbusRegister.Table;
import io.tidegate.site.ModbusUnit;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Neighbours in one table that are read with one question. Immutable.
 *
 * @param count registers, or single bits of a table of those
 */
record Span(Table table, int address, int count) {

    private static final int REFUSED = 0x80;
    private static final int HEAD_LENGTH = 2;

    /** Exceptions by which a gateway tells that a unit behind it is silent (7, codes 0A and 0B). */
    private static final int NO_PATH = 10;

    private static final int NO_ANSWER_BEHIND = 11;

    /** The values, from the unit. */
    byte[] ask(Line line, ModbusUnit unit) throws NoAnswer, UnitRefusal, DeviceException, InterruptedException {
        return values(unit.unit(), line.ask(unit.unit(), question(), unit.timeout()));
    }

    /** What to ask, as a PDU. */
    byte[] question() {
        return ByteBuffer.allocate(5)
                .put((byte) function())
                .putShort((short) address)
                .putShort((short) count)
                .array();
    }

    private int function() {
        return switch (table) {
            case COIL -> 1;
            case DISCRETE -> 2;
            case HOLDING -> 3;
            case INPUT -> 4;
        };
    }

    /** Bytes of a full answer behind its head. */
    int bytes() {
        return table.isBits() ? (count + Byte.SIZE - 1) / Byte.SIZE : count * Short.BYTES;
    }

    /** The values in an answer's PDU. */
    byte[] values(int unit, byte[] answer) throws NoAnswer, UnitRefusal {
        if (answer.length == HEAD_LENGTH && answer[0] == (byte) (function() | REFUSED)) {
            int code = answer[1] & 0xff;
            if (code == NO_PATH || code == NO_ANSWER_BEHIND) {
                throw new NoAnswer("the gateway of the bus gets no answer from unit " + unit + " (Modbus exception "
                        + code + "). Check the unit's power, its number, and its wires");
            }
            throw UnitRefusal.of(code, unit, this);
        }
        if (answer.length != HEAD_LENGTH + bytes() || answer[0] != (byte) function() || answer[1] != (byte) bytes()) {
            throw UnitRefusal.garbled(unit, this);
        }
        return Arrays.copyOfRange(answer, HEAD_LENGTH, answer.length);
    }

    @Override
    public String toString() {
        return table.word() + " " + address + (count == 1 ? "" : ".." + (address + count - 1));
    }
}
