package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.serial.SerialPort;
import io.tidegate.site.SerialLine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Modbus on a serial bus, RTU (Modbus over Serial Line V1.02, 2.5.1). Used by the bus's device thread only; an interrupt
 * ends it within a step of the port's reading.
 */
final class RtuLine implements Line {

    /** The port's shortest step of waiting. */
    private static final Duration STEP = Duration.ofMillis(100);

    /** Between two frames the bus is silent for 3.5 characters of 11 bits; from 19200 baud on for 1.75 ms (2.5.1.1). */
    private static final double SILENT_BITS = 3.5 * 11;

    private static final double SILENCE_SECONDS_MIN = 0.001_75;
    private static final double NANOS_PER_SECOND = 1e9;

    private final SerialPort port;
    private final long silenceNanos;
    private final byte[] inbox = new byte[2 * RtuFrame.LENGTH_MAX];
    private final byte[] piece = new byte[RtuFrame.LENGTH_MAX];
    private long busyNanos = System.nanoTime();

    private RtuLine(SerialPort port, int baud) {
        this.port = port;
        this.silenceNanos = (long) (Math.max(SILENT_BITS / baud, SILENCE_SECONDS_MIN) * NANOS_PER_SECOND);
    }

    /** @throws DeviceException when the port cannot be opened; says what to check */
    static RtuLine open(SerialLine line) throws DeviceException {
        return new RtuLine(SerialPort.open(line, STEP), line.baud());
    }

    @Override
    public byte[] ask(int unit, byte[] question, Duration timeout)
            throws NoAnswer, DeviceException, InterruptedException {
        awaitSilence();
        port.forget();
        port.write(RtuFrame.of(unit, question));
        long askedNanos = System.nanoTime();
        int filled = 0;
        while (System.nanoTime() - askedNanos < timeout.toNanos()) {
            int read = port.read(piece);
            if (read > 0) {
                busyNanos = System.nanoTime();
                // More than two frames are noise: what is new counts.
                filled = filled + read > inbox.length ? 0 : filled;
                System.arraycopy(piece, 0, inbox, filled, read);
                filled += read;
                Optional<byte[]> answer = RtuFrame.answer(inbox, filled, unit, question[0]);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
        busyNanos = System.nanoTime();
        throw filled == 0 ? NoAnswer.within(timeout, unit, place()) : garbled(unit);
    }

    /** The silence is part of the protocol: units tell by it where a frame begins. */
    private void awaitSilence() {
        long leftNanos = busyNanos + silenceNanos - System.nanoTime();
        while (leftNanos > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, leftNanos);
            leftNanos = busyNanos + silenceNanos - System.nanoTime();
        }
    }

    private NoAnswer garbled(int unit) {
        return new NoAnswer("what unit " + unit + " answers on " + place()
                + " cannot be understood: check the speed and framing, the resistors at the ends of the bus, and that no"
                + " other unit has the same number");
    }

    @Override
    public String place() {
        return port.name().toString();
    }

    @Override
    public void close() {
        port.close();
    }
}
