package io.tidegate.devices.modbus;

import com.digitalpetri.modbus.serial.server.SerialPortServerTransport;
import com.digitalpetri.modbus.server.ModbusRtuServer;
import io.tidegate.serial.SerialCable;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A real Modbus RTU server at the other end of a pair of ptys, which can be unplugged. Used by one thread. */
final class RtuServer implements AutoCloseable {

    private final Units units;
    private final SerialCable cable;
    private @Nullable ModbusRtuServer server;

    RtuServer(Path folder, Units units) {
        this.units = units;
        this.cable = SerialCable.in(folder);
        serve();
    }

    /** As the site file says it. */
    String serial() {
        return "{port: " + cable.port() + ", baud: 19200, framing: 8N1}";
    }

    void plug() {
        cable.plug();
        serve();
    }

    private void serve() {
        server = ModbusRtuServer.create(
                SerialPortServerTransport.create(
                        config -> config.serialPort = cable.far().toString()),
                units);
        try {
            server.start();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void unplug() {
        ModbusRtuServer serving = server;
        server = null;
        cable.unplug();
        try {
            if (serving != null) {
                serving.stop();
            }
        } catch (ExecutionException goneAlready) {
            // its end of the cable is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        unplug();
    }
}
