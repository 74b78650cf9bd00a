package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP to a gateway that is a process of its own. */
class HangUpTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String NOTHING = "devices: []\n";
    private static final String BOX = "devices: [{id: box, driver: host}]\n";

    @TempDir
    Path folder;

    private static void awaitApplied(GatewayProcess gateway) {
        Awaiting.until(
                "the change is applied",
                PATIENCE,
                () -> gateway.get("/api/v1/site").contains("id: box"));
    }

    /** A pipe in the place of the site file: who opens it waits for the other end. */
    @Test
    void one_that_comes_before_the_site_file_is_read_is_a_reload_after_the_start() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(folder, NOTHING)) {
            String first = Files.readString(gateway.siteFile());
            Files.delete(gateway.siteFile());
            new ProcessBuilder("mkfifo", gateway.siteFile().toString()).start().waitFor();
            gateway.begin();
            try (OutputStream reading = Files.newOutputStream(gateway.siteFile(), StandardOpenOption.WRITE)) {
                gateway.hangUp();
                Files.delete(gateway.siteFile());
                gateway.edit(BOX);
                reading.write(first.getBytes(UTF_8));
            }
            gateway.awaitReady();
            awaitApplied(gateway);
        }
    }

    @Test
    void at_a_terminal_it_is_a_reload_and_the_end_when_the_terminal_goes() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(folder, NOTHING)) {
            Process terminal = gateway.beginAtTerminal();
            gateway.awaitReady();
            ProcessHandle program = gateway.program();
            assertTrue(program.pid() != terminal.pid(), "there is no terminal");
            gateway.edit(BOX);
            gateway.hangUp();
            awaitApplied(gateway);
            terminal.destroyForcibly().waitFor();
            Awaiting.until("it ends", PATIENCE, () -> !program.isAlive());
        }
    }
}
