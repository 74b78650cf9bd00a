package io.tidegate.devices.i2c;

import io.tidegate.driver.DeviceException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A chip in memory: what each register answers, and what was written. */
final class FakeLine implements I2cLine {

    private static final HexFormat HEX = HexFormat.of();

    private final Map<Integer, String> registers = new HashMap<>();
    private final Deque<String> unasked = new ArrayDeque<>();
    final Deque<String> written = new ArrayDeque<>();

    /** @param bytes in hexadecimal */
    FakeLine answers(int register, String bytes) {
        registers.put(register, bytes);
        return this;
    }

    /** What a read without a register gives, in order; an empty text is silence. */
    FakeLine says(String... bytes) {
        unasked.addAll(Arrays.asList(bytes));
        return this;
    }

    @Override
    public byte[] ask(int count, int... bytes) throws DeviceException {
        return answer(registers.getOrDefault(bytes[0], ""), count);
    }

    @Override
    public byte[] read(int count) throws DeviceException {
        return answer(unasked.isEmpty() ? "" : unasked.removeFirst(), count);
    }

    private static byte[] answer(String bytes, int count) throws DeviceException {
        byte[] answer = HEX.parseHex(bytes);
        if (answer.length < count) {
            throw new DeviceException("nothing answers: check the test");
        }
        return Arrays.copyOf(answer, count);
    }

    @Override
    public void write(int... bytes) {
        StringBuilder text = new StringBuilder();
        for (int each : bytes) {
            text.append(HEX.toHexDigits((byte) each));
        }
        written.add(text.toString());
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
