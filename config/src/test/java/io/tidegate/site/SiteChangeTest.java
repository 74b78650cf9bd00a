package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is different in a site file that was edited. */
class SiteChangeTest {

    private static final String SITE = """
            site: {id: shop, name: Shop}
            gateway: {id: gw-1, data: ./data}
            profiles:
              - {id: fridge, devices: "fridge-*", fields: {temperature: {unit: Cel}}}
            devices:
              - {id: floor, driver: mqtt, topic: "floor/{device}/{metric}"}
              - {id: box, driver: host}
            sinks:
              - {id: lake, type: http, url: "http://127.0.0.1:9090/ingest"}
              - {id: hq, type: http, url: "http://127.0.0.1:9091/ingest", bearer: "${env:HQ_TOKEN}"}
            """;

    @TempDir
    Path folder;

    private SiteFile site(String yaml, String token) throws Exception {
        return SiteLoader.load(Files.writeString(folder.resolve("site.yaml"), yaml), Map.of("HQ_TOKEN", token));
    }

    private SiteChange edited(String what, String by) throws Exception {
        return SiteChange.between(site(SITE, "one"), site(SITE.replace(what, by), "one"));
    }

    @Test
    void the_same_in_other_words_is_no_change() throws Exception {
        SiteChange change = edited("{id: box, driver: host}", "{driver: host, id: box, interval: 60 s}");
        assertTrue(change.isEmpty(), change.toString());
    }

    @Test
    void devices_come_go_and_change_by_their_ids() throws Exception {
        SiteChange change = edited("""
              - {id: floor, driver: mqtt, topic: "floor/{device}/{metric}"}
              - {id: box, driver: host}
            """, """
              - {id: floor, driver: mqtt, topic: "hall/{device}/{metric}"}
              - {id: board, driver: host}
            """);
        assertEquals(new SiteChange.Ids(List.of("board"), List.of("floor"), List.of("box")), change.devices());
        assertTrue(change.sinks().isEmpty());
        assertTrue(change.atRestart().isEmpty());
        assertTrue(change.isApplicable());
    }

    @Test
    void another_secret_behind_the_same_reference_is_a_change() throws Exception {
        SiteChange change = SiteChange.between(site(SITE, "one"), site(SITE, "two"));
        assertEquals(List.of("hq"), change.sinks().changed());
    }

    @Test
    void profiles_are_one_thing() throws Exception {
        assertTrue(edited("unit: Cel", "unit: K").profiles());
    }

    @Test
    void what_a_running_gateway_cannot_change_waits() throws Exception {
        SiteChange change = edited("name: Shop", "name: The Shop");
        assertEquals(List.of("site"), change.atRestart());
        assertFalse(change.isApplicable());
        assertFalse(change.isEmpty());
    }
}
