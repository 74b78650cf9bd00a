package io.tidegate.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortThreadFactory;
import io.tidegate.linux.SignalActions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** jSerialComm, loaded so that it leaves the process as it was. Functions only. */
final class Library {

    static {
        // It has the process ignore SIGHUP, by which a changed site file is applied, and signals that the JVM uses
        // itself
        // (jSerialComm's issue 612).
        SignalActions.keptDuring(Library::loadWithoutHook);
    }

    private Library() {}

    /**
     * Loads it at the first call.
     *
     * @throws LinkageError when it cannot be loaded, each time
     */
    static void load() {
        // The static initializer has.
    }

    /**
     * When the process ends, its hook closes every port under the hands of the driver, who would take that for a device that
     * has gone. The drivers close their ports; what they leave open the kernel closes.
     */
    private static void loadWithoutHook() {
        List<Thread> hooks = new ArrayList<>();
        ThreadFactory usual = SerialPortThreadFactory.get();
        SerialPortThreadFactory.set(task -> {
            Thread hook = usual.newThread(task);
            hooks.add(hook);
            return hook;
        });
        try {
            SerialPort.getVersion();
        } finally {
            SerialPortThreadFactory.set(usual);
        }
        hooks.forEach(Runtime.getRuntime()::removeShutdownHook);
    }
}
