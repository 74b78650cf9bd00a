package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.site.ModbusDevice;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Modbus by TCP (Modbus Messaging on TCP/IP V1.0b, 3.1.3). Each question has a number which its answer repeats, so that a
 * late answer is never taken for the next one. Used by the bus's device thread only; an interrupt ends it at once.
 */
final class TcpLine implements Line {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Question, protocol, length, unit. */
    private static final int HEAD_LENGTH = 7;

    /** Unit and PDU, of which the protocol allows 253 bytes. */
    private static final int LENGTH_MAX = 254;

    private static final int LENGTH_AT = 4;
    private static final int UNIT_AT = 6;
    private static final int MOST_NUMBERS = 0x1_0000;

    private final URI address;
    private final SocketChannel channel;
    private final InputStream input;
    private final byte[] inbox = new byte[HEAD_LENGTH + LENGTH_MAX];
    private int filled;
    private int number;

    private TcpLine(URI address, SocketChannel channel) throws IOException {
        this.address = address;
        this.channel = channel;
        this.input = channel.socket().getInputStream();
    }

    /** @throws DeviceException when nobody is there; says what to check */
    static TcpLine connect(URI address) throws DeviceException, InterruptedException {
        InetSocketAddress target = new InetSocketAddress(
                address.getHost().replaceAll("[\\[\\]]", ""),
                address.getPort() < 0 ? ModbusDevice.PORT : address.getPort());
        if (target.isUnresolved()) {
            throw new DeviceException(
                    "the name in " + address + " is not known: check how it is written in connection");
        }
        @Nullable SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.socket().setTcpNoDelay(true);
            channel.socket().connect(target, Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            return new TcpLine(address, channel);
        } catch (IOException e) {
            shut(channel);
            throw notReached(address, e);
        }
    }

    private static DeviceException notReached(URI address, IOException trouble) throws InterruptedException {
        return switch (trouble) {
            case ClosedByInterruptException interrupted -> throw interrupted(interrupted);
            case ConnectException refused ->
                new DeviceException(
                        "nobody answers by Modbus at " + address + ": check the address, and that the device is on and"
                                + " its Modbus TCP is switched on",
                        refused);
            default ->
                new DeviceException(
                        "no way to " + address + ": check the network cable, the address, and that the device is on",
                        trouble);
        };
    }

    private static InterruptedException interrupted(ClosedByInterruptException how) {
        InterruptedException interrupted = new InterruptedException("while Modbus was spoken");
        interrupted.initCause(how);
        return interrupted;
    }

    @Override
    public byte[] ask(int unit, byte[] question, Duration timeout)
            throws NoAnswer, DeviceException, InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        number = (number + 1) % MOST_NUMBERS;
        try {
            write(ByteBuffer.allocate(HEAD_LENGTH + question.length)
                    .putShort((short) number)
                    .putShort((short) 0)
                    .putShort((short) (1 + question.length))
                    .put((byte) unit)
                    .put(question)
                    .flip());
            while (true) {
                fill(HEAD_LENGTH, deadlineNanos);
                int length = length();
                fill(LENGTH_AT + Short.BYTES + length, deadlineNanos);
                byte[] frame = take(LENGTH_AT + Short.BYTES + length);
                // Any other is the late answer to a question that was given up.
                if (ByteBuffer.wrap(frame).getShort() == (short) number && frame[UNIT_AT] == (byte) unit) {
                    return Arrays.copyOfRange(frame, HEAD_LENGTH, frame.length);
                }
            }
        } catch (SocketTimeoutException late) {
            throw NoAnswer.within(timeout, unit, place());
        } catch (ClosedByInterruptException stopped) {
            throw interrupted(stopped);
        } catch (IOException broken) {
            throw new DeviceException(
                    "the Modbus connection to " + address
                            + " broke: check the network cable, that the device is on, and"
                            + " how many connections it takes at once",
                    broken);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private int length() throws IOException {
        ByteBuffer head = ByteBuffer.wrap(inbox, 0, filled);
        int protocol = head.getShort(Short.BYTES);
        int length = head.getShort(LENGTH_AT) & 0xffff;
        if (protocol != 0 || length < 2 || length > LENGTH_MAX) {
            throw new IOException("what comes from there is not Modbus TCP");
        }
        return length;
    }

    /** Reads until so many bytes are there. What has come stays for the next question, should this one be given up. */
    private void fill(int wanted, long deadlineNanos) throws IOException {
        while (filled < wanted) {
            long leftMillis =
                    Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
            if (leftMillis <= 0) {
                throw new SocketTimeoutException();
            }
            channel.socket().setSoTimeout((int) leftMillis);
            int read = input.read(inbox, filled, wanted - filled);
            if (read < 0) {
                throw new IOException("the other side has closed it");
            }
            filled += read;
        }
    }

    private byte[] take(int length) {
        byte[] frame = Arrays.copyOf(inbox, length);
        filled -= length;
        System.arraycopy(inbox, length, inbox, 0, filled);
        return frame;
    }

    @Override
    public String place() {
        return address.toString();
    }

    @Override
    public void close() {
        shut(channel);
    }

    private static void shut(@Nullable SocketChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
