package io.tidegate.serial;

import io.tidegate.driver.contract.DriverContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What a watch expects of every driver, of one at a serial port: the port is a real pty, that is pulled and put back. */
public abstract class SerialDeviceContract extends DriverContract {

    @TempDir
    Path folder;

    private SerialCable cable;

    @BeforeEach
    void plugForTheFirstTime() {
        cable = SerialCable.in(folder);
        plugged();
    }

    @AfterEach
    void unplugForGood() {
        cable.close();
    }

    protected final SerialCable cable() {
        return cable;
    }

    /** The device's end is there again, for a device that does something by itself. */
    protected void plugged() {}

    @Override
    protected void takeTheDeviceAway() {
        cable.unplug();
    }

    @Override
    protected void putTheDeviceBack() {
        cable.plug();
        plugged();
    }
}
