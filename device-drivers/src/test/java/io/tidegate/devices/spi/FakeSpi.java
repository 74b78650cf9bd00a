package io.tidegate.devices.spi;

import io.tidegate.driver.DeviceException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A chip in memory: what it answers to what begins so. */
final class FakeSpi implements SpiLine {

    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, String> answers = new HashMap<>();
    final Deque<String> asked = new ArrayDeque<>();

    /**
     * @param begins the first bytes that are sent, in hexadecimal
     * @param bytes all that come back
     */
    FakeSpi answers(String begins, String bytes) {
        answers.put(begins, bytes);
        return this;
    }

    @Override
    public byte[] transfer(int... bytes) throws DeviceException {
        StringBuilder text = new StringBuilder();
        for (int each : bytes) {
            text.append(HEX.toHexDigits((byte) each));
        }
        asked.add(text.toString());
        String answer = answers.entrySet().stream()
                .filter(each -> text.toString().startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("00".repeat(bytes.length));
        return Arrays.copyOf(HEX.parseHex(answer), bytes.length);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
