package io.tidegate.gateway.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.scanning.ScanAnswer.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command code names has the limits that the ledger has, also at a site that names no locations. */
class CommandLimitsTest {

    @TempDir
    Path folder;

    private ScanSite site;

    @BeforeEach
    void open() throws Exception {
        site = new ScanSite(folder, "scanners: [{device: dock, task: receive}]\n");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT ", "TRANSFER "})
    void a_location_is_short_and_printable(String command) throws Exception {
        String refused = "refused: A location has at most 64 printable characters. Print the sheet of commands anew.";
        assertEquals(refused, site.say("dock", "TIDEGATE " + command + "x".repeat(65)));
        assertEquals(refused, site.say("dock", "TIDEGATE " + command + "BACK\nROOM"));
        assertEquals(
                Result.SET,
                site.scan("dock", "TIDEGATE " + command + "x".repeat(64)).result());
    }

    @Test
    void a_reason_is_short_and_printable() throws Exception {
        String refused = "refused: A reason has at most 200 printable characters. Print a shorter one.";
        assertEquals(refused, site.say("dock", "TIDEGATE WASTE " + "x".repeat(201)));
        assertEquals(refused, site.say("dock", "TIDEGATE WASTE FELL\tDOWN"));
        assertEquals(
                Result.SET,
                site.scan("dock", "TIDEGATE WASTE " + "x".repeat(200)).result());
    }
}
