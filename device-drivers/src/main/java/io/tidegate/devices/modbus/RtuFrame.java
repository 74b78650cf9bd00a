package io.tidegate.devices.modbus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * What goes over a serial bus: the unit, the PDU, and a sum over both (Modbus over Serial Line V1.02, 2.5.1). Safe from any
 * thread.
 */
final class RtuFrame {

    /** The longest frame: unit, 253 bytes of PDU, sum. */
    static final int LENGTH_MAX = 256;

    private static final int SUM_LENGTH = 2;
    private static final int REFUSAL_LENGTH = 5;
    private static final int REFUSED = 0x80;

    /** Unit, function, and the count of bytes that follow. */
    private static final int HEAD_LENGTH = 3;

    private RtuFrame() {}

    static byte[] of(int unit, byte[] pdu) {
        ByteBuffer frame = ByteBuffer.allocate(1 + pdu.length + SUM_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) unit)
                .put(pdu);
        return frame.putShort((short) sum(frame.array(), 0, 1 + pdu.length)).array();
    }

    /**
     * The PDU of the answer among the bytes that came, wherever it begins: before it there may be noise, the echo of the
     * question, or the late answer of another unit.
     */
    static Optional<byte[]> answer(byte[] bytes, int length, int unit, int function) {
        for (int at = 0; at + REFUSAL_LENGTH <= length; at++) {
            if (bytes[at] != (byte) unit) {
                continue;
            }
            int end = at + frameLength(bytes, at, function);
            if (end > at && end <= length && isWhole(bytes, at, end)) {
                return Optional.of(Arrays.copyOfRange(bytes, at + 1, end - SUM_LENGTH));
            }
        }
        return Optional.empty();
    }

    /** As its head says; 0 when it is no answer to the function. */
    private static int frameLength(byte[] bytes, int at, int function) {
        int said = bytes[at + 1] & 0xff;
        if (said == (function | REFUSED)) {
            return REFUSAL_LENGTH;
        }
        return said == function ? HEAD_LENGTH + (bytes[at + 2] & 0xff) + SUM_LENGTH : 0;
    }

    private static boolean isWhole(byte[] bytes, int at, int end) {
        int told = (bytes[end - 2] & 0xff) | ((bytes[end - 1] & 0xff) << Byte.SIZE);
        return told == sum(bytes, at, end - SUM_LENGTH);
    }

    /** CRC-16 with the polynomial A001, begun with ones (Modbus over Serial Line V1.02, 6.2.2). */
    static int sum(byte[] bytes, int from, int to) {
        int sum = 0xffff;
        for (int i = from; i < to; i++) {
            sum ^= bytes[i] & 0xff;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xa001;
            }
        }
        return sum;
    }
}
