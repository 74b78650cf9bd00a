package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.SmallDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway, with its data on a real file system of 3 MB. Needs the right to mount, as ./verify has. */
class FullDiskStartTest {

    @TempDir
    Path root;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(root.resolve("data"), 3);
    }

    @AfterEach
    void unmount() throws Exception {
        disk.unmount();
    }

    @Test
    void a_start_on_a_full_disk_says_so_on_the_page_and_goes_on_by_itself_when_there_is_room() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(root, "")) {
            gateway.start();
            assertEquals(200, gateway.observe("{\"device\":\"fridge-1\",\"fields\":{\"temperature\":4.1}}"));
            gateway.terminate();
            startsWhenThereIsRoom(gateway);
            assertTrue(gateway.get("/api/v1/entries").contains("4.1"), "what was there is there");
            assertEquals(200, gateway.observe("{\"device\":\"fridge-1\",\"fields\":{\"temperature\":4.2}}"));
        }
    }

    @Test
    void the_very_first_start_on_a_full_disk_goes_on_too() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(root, "")) {
            startsWhenThereIsRoom(gateway);
        }
    }

    private void startsWhenThereIsRoom(GatewayProcess gateway) throws Exception {
        disk.fill();
        gateway.begin();
        Awaiting.until(
                "the page says why",
                GatewayProcess.START_MAX,
                () -> gateway.status("/health/live") == 200 && gateway.get("/").contains("The disk is full"));
        assertEquals(503, gateway.status("/health/ready"));
        assertTrue(gateway.get("/health/ready").contains("The disk is full"), gateway.get("/health/ready"));
        assertEquals(503, gateway.observe("{\"device\":\"fridge-1\",\"fields\":{\"temperature\":9.9}}"));
        disk.makeRoom();
        Awaiting.until("it is ready", GatewayProcess.START_MAX, () -> gateway.status("/health/ready") == 200);
    }
}
