package io.tidegate.serial;

import static com.fazecast.jSerialComm.SerialPort.EVEN_PARITY;
import static com.fazecast.jSerialComm.SerialPort.NO_PARITY;
import static com.fazecast.jSerialComm.SerialPort.ODD_PARITY;
import static com.fazecast.jSerialComm.SerialPort.ONE_STOP_BIT;
import static com.fazecast.jSerialComm.SerialPort.TIMEOUT_READ_SEMI_BLOCKING;
import static com.fazecast.jSerialComm.SerialPort.TIMEOUT_WRITE_BLOCKING;
import static com.fazecast.jSerialComm.SerialPort.TWO_STOP_BITS;

import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.tidegate.driver.DeviceException;
import io.tidegate.site.SerialLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;

/**
 * One open serial port, of the board, of a USB adapter, or a pty. Nobody else opens it meanwhile. Used by its device
 * thread only.
 */
public final class SerialPort implements AutoCloseable {

    /** No device that we speak to sends faster than this is emptied. */
    private static final int WRITE_MILLIS_MAX = 1_000;

    /** Linux: the other program has locked it ({@code flock}), or has it for itself alone ({@code TIOCEXCL}). */
    private static final int EAGAIN = 11;

    /** What the library says instead of the latter: its own clearing up comes between. The port itself was there. */
    private static final int ENOENT = 2;

    private static final int EACCES = 13;
    private static final int EBUSY = 16;

    private final Path name;
    private final com.fazecast.jSerialComm.SerialPort port;

    private SerialPort(Path name, com.fazecast.jSerialComm.SerialPort port) {
        this.name = name;
        this.port = port;
    }

    /**
     * Opens the port that has this name now: an adapter that was plugged in anew is another one behind the same name.
     *
     * @param silence how long {@link #read} waits for a byte, in steps of 100 ms
     */
    public static SerialPort open(SerialLine line, Duration silence) throws DeviceException {
        Path name = line.port();
        if (!Files.exists(name)) {
            throw missing(name);
        }
        if (!Files.isReadable(name) || !Files.isWritable(name)) {
            throw forbidden(name);
        }
        com.fazecast.jSerialComm.SerialPort port = found(name);
        SerialLine.Framing framing = line.framing();
        int parity = switch (framing.parity()) {
            case 'E' -> EVEN_PARITY;
            case 'O' -> ODD_PARITY;
            default -> NO_PARITY;
        };
        int stopBits = framing.stopBits() == 2 ? TWO_STOP_BITS : ONE_STOP_BIT;
        port.setComPortParameters(line.baud(), framing.dataBits(), stopBits, parity);
        port.setComPortTimeouts(
                TIMEOUT_READ_SEMI_BLOCKING | TIMEOUT_WRITE_BLOCKING,
                Math.toIntExact(silence.toMillis()),
                WRITE_MILLIS_MAX);
        if (!port.openPort()) {
            throw refused(name, port.getLastErrorCode());
        }
        return new SerialPort(name, port);
    }

    private static com.fazecast.jSerialComm.SerialPort found(Path name) throws DeviceException {
        try {
            Library.load();
            return com.fazecast.jSerialComm.SerialPort.getCommPort(name.toString());
        } catch (SerialPortInvalidPortException pulledMeanwhile) {
            throw missing(name);
        } catch (LinkageError noLibrary) {
            throw new DeviceException(
                    "the library for serial ports cannot be loaded ("
                            + noLibrary.getClass().getSimpleName()
                            + "): check that programs may run from the temporary folder (it is not mounted noexec)",
                    noLibrary);
        }
    }

    private static DeviceException missing(Path name) {
        return new DeviceException("there is no port " + name
                + ": check that the device is plugged in and switched on, and serial.port in the site file");
    }

    private static DeviceException forbidden(Path name) {
        return new DeviceException("no right to use " + name + ": let the gateway's user into the group " + group(name)
                + ", as systemd/README.md shows");
    }

    private static DeviceException refused(Path name, int errno) {
        return switch (errno) {
            case EACCES -> forbidden(name);
            case EAGAIN, EBUSY, ENOENT ->
                new DeviceException(name + " is in use by another program: end that one ('fuser " + name
                        + "' tells which), or give this device another port");
            default ->
                new DeviceException("cannot open " + name + " (Linux error " + errno
                        + "): check that it is a serial port, and that it can do the speed and framing");
        };
    }

    private static String group(Path name) {
        try {
            return Files.readAttributes(name, PosixFileAttributes.class).group().getName();
        } catch (IOException | UnsupportedOperationException unknown) {
            return "dialout";
        }
    }

    /**
     * Waits for bytes and takes those that are there; 0 when none came within the silence that it was opened with.
     *
     * @throws DeviceException when the port is gone
     */
    public int read(byte[] into) throws DeviceException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int count = port.readBytes(into, into.length);
        if (count < 0) {
            throw gone();
        }
        return count;
    }

    /** @throws DeviceException when the port is gone */
    public void write(byte[] bytes) throws DeviceException {
        if (port.writeBytes(bytes, bytes.length) != bytes.length) {
            throw gone();
        }
    }

    /** Drops what has arrived and was not read. */
    public void forget() {
        port.flushIOBuffers();
    }

    /** The library says that it is open also when it was pulled; only a read or write tells. */
    private DeviceException gone() {
        return new DeviceException(
                name + " does not answer any more: check that the device is plugged in and switched on");
    }

    public Path name() {
        return name;
    }

    @Override
    public void close() {
        port.closePort();
    }
}
