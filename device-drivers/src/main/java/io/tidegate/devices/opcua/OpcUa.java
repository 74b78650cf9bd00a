package io.tidegate.devices.opcua;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Offer;
import io.tidegate.site.OpcUaDevice;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The way to Milo, which is on the class path: as a part of the module graph it would cost each site 10 MB of memory and a fifth
 * of its start. Safe from any thread.
 */
public final class OpcUa {

    private OpcUa() {}

    /** @param folder for certificates. @throws DeviceException when there is no session; says what to check */
    public static Driver open(OpcUaDevice device, Path folder, InstantSource clock)
            throws DeviceException, InterruptedException {
        readMilo();
        try {
            return new OpcUaDriver(device, folder, clock);
        } catch (NoClassDefFoundError missing) {
            throw noLibrary(missing);
        }
    }

    private static DeviceException noLibrary(NoClassDefFoundError missing) {
        return new DeviceException(
                "the library for OPC UA is missing (" + missing.getMessage()
                        + "): check that the folder opcua beside the program's jars is whole",
                missing);
    }

    /**
     * What the server has.
     *
     * @param progress is told how many nodes have been looked at
     */
    public static List<Offer> offers(OpcUaDevice server, Path folder, IntConsumer progress)
            throws DeviceException, InterruptedException {
        readMilo();
        try {
            return OpcUaOffers.of(server, folder, progress);
        } catch (NoClassDefFoundError missing) {
            throw noLibrary(missing);
        }
    }

    private static void readMilo() {
        OpcUa.class.getModule().addReads(OpcUa.class.getClassLoader().getUnnamedModule());
    }
}
