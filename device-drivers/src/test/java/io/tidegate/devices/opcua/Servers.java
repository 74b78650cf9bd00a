package io.tidegate.devices.opcua;

import io.tidegate.site.OpcUaDevice;
import io.tidegate.site.SiteLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Devices as a site file has them. */
final class Servers {

    private Servers() {}

    /** @param rest of the device's keys, as lines of YAML in braces: {@code security: none, nodes: [...]} */
    static OpcUaDevice of(String url, String rest) {
        try {
            Path file = Files.createTempFile("site", ".yaml");
            try {
                Files.writeString(file, """
                        site: {id: shop}
                        gateway: {id: gw-1}
                        devices: [{id: press, driver: opcua, url: "%s", %s}]
                        """.formatted(url, rest));
                return (OpcUaDevice) SiteLoader.load(file, Map.of("PASSWORD", MachineServer.PASSWORD, "WRONG", "wrong"))
                        .devices()
                        .getFirst();
            } finally {
                Files.delete(file);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
