package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.serial.SerialCable;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scanner on a pty, and a gateway that is a process of its own. */
class SerialSiteTest {

    @TempDir
    Path folder;

    @Test
    void a_stop_of_the_gateway_is_no_fault_of_its_scanner() throws Exception {
        try (SerialCable cable = SerialCable.in(folder);
                GatewayProcess gateway = new GatewayProcess(
                        folder,
                        "devices: [{id: till-1, driver: serial-scanner, serial: {port: \"%s\"}}]\n"
                                .formatted(cable.port()))) {
            gateway.start();
            Awaiting.until("a scan is recorded", GatewayProcess.START_MAX, () -> {
                cable.send("4006381333931\r");
                return gateway.get("/api/v1/entries").contains("4006381333931");
            });
            assertEquals(143, gateway.terminate());
            gateway.start();
            String entries = gateway.get("/api/v1/entries?limit=1000");
            assertFalse(entries.contains("\"kind\":\"fault\""), entries);
        }
    }
}
