package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.WebSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnNamesTest {

    private final OwnNames names = OwnNames.of(new WebSettings("0.0.0.0", 8080, true), "Gate-1.shop.example\n");

    @Test
    void numbers_and_the_names_that_the_network_on_the_spot_gives_are_ours() {
        for (String host : List.of(
                "localhost",
                "127.0.0.1",
                "192.168.1.20",
                "[::1]",
                "fd00::20",
                "[fd00::20]",
                "gate-1",
                "GATE-1.local",
                "gate-1.shop.example")) {
            assertTrue(names.include(host), host);
        }
    }

    @Test
    void a_name_that_another_web_site_can_give_itself_is_not() {
        for (String host : List.of(
                "",
                "evil.example",
                "gate-1.evil.example",
                "gate-1.local.evil.example",
                "192.168.1.20.evil.example",
                "localhost.evil.example")) {
            assertFalse(names.include(host), host);
        }
    }

    @Test
    void a_machine_without_a_name_still_goes_by_its_numbers() {
        OwnNames nameless = OwnNames.of(WebSettings.DEFAULT, "");
        assertTrue(nameless.include("localhost") && nameless.include("127.0.0.1"));
        assertFalse(nameless.include("") || nameless.include(".local"));
    }

    @Test
    void a_name_may_come_from_several_sides() {
        OwnNames same = OwnNames.of(new WebSettings("localhost", 8080, false), "gate-1.local");
        assertTrue(same.include("localhost") && same.include("gate-1.local") && same.include("gate-1"));
    }
}
