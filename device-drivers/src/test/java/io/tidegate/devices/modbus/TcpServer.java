package io.tidegate.devices.modbus;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import io.tidegate.testing.FreePort;
import java.util.concurrent.ExecutionException;

/** A real Modbus TCP server on a free port, which can be switched off and on. Used by one thread. */
final class TcpServer implements AutoCloseable {

    private final int port = FreePort.find();
    private final ModbusTcpServer server;

    TcpServer(Units units) {
        server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(config -> {
                    config.bindAddress = "127.0.0.1";
                    config.port = port;
                }),
                units);
        on();
    }

    String connection() {
        return "tcp://127.0.0.1:" + port;
    }

    void on() {
        try {
            server.start();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void off() {
        try {
            server.stop();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        off();
    }
}
