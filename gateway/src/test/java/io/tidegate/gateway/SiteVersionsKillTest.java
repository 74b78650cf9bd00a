package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway, a process of its own, that is killed while another version of its site file is being tried. */
class SiteVersionsKillTest {

    @TempDir
    Path folder;

    @Test
    void after_a_kill_in_the_middle_it_runs_by_the_old_version_and_says_so() throws Exception {
        try (Mosquitto cloud = Mosquitto.start(folder.resolve("cloud"));
                CloudInbox arrived = new CloudInbox(cloud.url(), "tidegate/corner-shop/gw-1/reading");
                GatewayProcess gateway =
                        new GatewayProcess(folder, GatewayProcess.TO_THE_CLOUD.formatted(cloud.port()))) {
            gateway.start();
            // It leads nowhere, and so is tried for a minute; the device is another one.
            gateway.edit(GatewayProcess.TO_THE_CLOUD
                    .formatted(FreePort.find())
                    .replace("id: floor", "id: hall")
                    .replace("topic: floor", "topic: hall"));
            String edited = Files.readString(gateway.siteFile());
            gateway.hangUp();
            Awaiting.until(
                    "it is being tried",
                    GatewayProcess.START_MAX,
                    () -> gateway.get("/api/v1/site").contains("id: hall"));
            assertEquals(200, gateway.observe("{\"device\":\"oven\",\"fields\":{\"n\":7}}"));
            gateway.kill();

            gateway.start();
            assertTrue(gateway.get("/api/v1/site").contains("id: floor"));
            assertFalse(gateway.get("/api/v1/site").contains("id: hall"));
            String versions = gateway.get("/api/v1/site/versions");
            assertTrue(versions.contains("\"outcome\":\"reverted\",\"reason\":\"the gateway ended before"), versions);
            assertEquals(edited, Files.readString(gateway.siteFile()), "the person's file stays as it is");
            Awaiting.until(
                    "what came meanwhile is in the cloud",
                    GatewayProcess.START_MAX,
                    () -> arrived.numbers("n").contains(7));
            assertEquals(143, gateway.terminate());
        }
    }
}
