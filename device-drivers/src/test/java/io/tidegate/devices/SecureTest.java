package io.tidegate.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real part of Pi4J, on whatever machine this is. */
class SecureTest {

    @Test
    void outputs_that_cannot_be_reached_keep_no_gateway_from_starting(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1}
                devices:
                  - {id: pump, driver: gpio-output, kind: relay, pin: 53}
                  - {id: tower, driver: gpio-output, kind: tower-light, lines: {red: 52, green: 51}}
                """);
        SiteFile site = SiteLoader.load(file, Map.of());
        Devices.secure(site.devices());
        assertEquals(2, site.devices().size());
    }
}
