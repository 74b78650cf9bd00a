package io.tidegate.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * A Modbus TCP gateway with a unit behind every number, whose holding registers count how often they were asked (Modbus
 * Messaging on TCP/IP Implementation Guide V1.0b, 3.1). Serves one client at a time, on a thread of its own.
 */
final class ModbusUnits implements AutoCloseable {

    private static final int HEADER_BYTES = 7;
    private static final int READ_HOLDING = 3;

    private final ServerSocket server;

    private ModbusUnits(ServerSocket server) {
        this.server = server;
    }

    static ModbusUnits open() throws IOException {
        ModbusUnits units = new ModbusUnits(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("modbus-units").start(units::serve);
        return units;
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.setTcpNoDelay(true);
                answer(client);
            } catch (EOFException | SocketException gone) {
                // The next client, or the end.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        short asked = 0;
        while (true) {
            short transaction = in.readShort();
            in.readShort();
            in.readShort();
            byte unit = in.readByte();
            int function = in.readByte();
            in.readShort();
            int registers = in.readShort();
            if (function != READ_HOLDING) {
                throw new IOException("function " + function + " was not expected");
            }
            ByteBuffer answer = ByteBuffer.allocate(HEADER_BYTES + 2 + 2 * registers)
                    .putShort(transaction)
                    .putShort((short) 0)
                    .putShort((short) (3 + 2 * registers))
                    .put(unit)
                    .put((byte) READ_HOLDING)
                    .put((byte) (2 * registers));
            asked++;
            for (int i = 0; i < registers; i++) {
                answer.putShort(asked);
            }
            client.getOutputStream().write(answer.array());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
