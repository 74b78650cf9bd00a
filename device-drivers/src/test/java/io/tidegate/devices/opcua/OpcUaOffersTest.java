package io.tidegate.devices.opcua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Offer;
import io.tidegate.site.OpcUaDevice;
import io.tidegate.site.SiteLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an installer is offered of a real server, by real TCP. */
class OpcUaOffersTest {

    @TempDir
    Path folder;

    @Test
    void its_variables_are_listed_and_can_be_pasted() throws Exception {
        try (MachineServer server = new MachineServer()) {
            server.set("Temperature", 22.5);
            server.set("Say \"hi\"", true);
            server.set("Door\n  - id: intruder", true);
            server.set("Curve", new Double[] {1.0});
            List<Integer> progress = new ArrayList<>();
            OpcUaDevice asked = Servers.of(server.url(), "security: none, nodes: [{node: \"i=2258\", field: any}]");
            Offer offer = OpcUa.offers(asked, folder, progress::add).getFirst();
            assertEquals("2 variable(s)", offer.what());
            assertTrue(progress.size() >= 2, progress.toString());
            Path site = Files.writeString(
                    folder.resolve("site.yaml"),
                    """
                    site: {id: shop}
                    gateway: {id: gw-1}
                    devices:
                    """ + offer.yaml().stream().map(line -> "  " + line + "\n").collect(Collectors.joining()));
            OpcUaDevice device =
                    (OpcUaDevice) SiteLoader.load(site, Map.of()).devices().getFirst();
            assertEquals(
                    List.of("Say \"hi\"", "Temperature"),
                    device.nodes().stream().map(node -> node.field()).sorted().toList());
            assertTrue(device.nodes().stream().allMatch(node -> node.node().startsWith("nsu=" + Machine.NAMESPACE)));
        }
    }
}
