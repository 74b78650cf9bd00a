package io.tidegate.gateway.ordering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what to order is computed: at three in the night, by the clock of London. */
class NightsTest {

    @TempDir
    Path root;

    private static boolean due(Shop shop, String now) {
        shop.now.set(Instant.parse(now));
        return shop.orders.nights().isDue();
    }

    @Test
    void once_a_night_at_the_hour() throws Exception {
        try (Shop shop = Shop.open(root, Instant.parse("2026-11-23T03:00:00Z"))) {
            assertTrue(shop.orders.nights().isDue(), "never yet");
            shop.compute();
            assertFalse(due(shop, "2026-11-23T03:00:01Z"));
            assertFalse(due(shop, "2026-11-24T02:59:59Z"));
            assertTrue(due(shop, "2026-11-24T03:00:00Z"));
            shop.compute();
            assertFalse(due(shop, "2026-11-24T23:00:00Z"));
        }
    }

    @Test
    void a_box_that_was_off_makes_up_for_it_once_after_its_start() throws Exception {
        try (Shop shop = Shop.open(root, Instant.parse("2026-11-23T03:00:00Z"))) {
            shop.compute();
        }
        try (Shop shop = Shop.open(root, Instant.parse("2026-11-26T10:00:00Z"))) {
            assertTrue(shop.orders.nights().isDue());
            shop.compute();
            assertFalse(due(shop, "2026-11-26T11:00:00Z"));
        }
    }

    @Test
    void in_summer_the_hour_is_the_sites_too() throws Exception {
        try (Shop shop = Shop.open(root, Instant.parse("2026-06-01T01:59:00Z"))) {
            shop.compute();
            assertTrue(due(shop, "2026-06-01T02:00:00Z"), "three in London");
            shop.compute();
            assertFalse(due(shop, "2026-06-02T01:59:59Z"));
        }
    }

    @Test
    void a_night_by_a_clock_that_ran_ahead_is_none() throws Exception {
        try (Shop shop = Shop.open(root, Instant.parse("2031-01-01T04:00:00Z"))) {
            shop.compute();
        }
        try (Shop shop = Shop.open(root, Instant.parse("2026-11-23T04:00:00Z"))) {
            assertTrue(shop.orders.nights().isDue());
            shop.compute();
            assertFalse(due(shop, "2026-11-23T05:00:00Z"));
        }
    }

    @Test
    void whoever_asks_for_it_has_it_computed_at_once() throws Exception {
        try (Shop shop = Shop.open(root)) {
            shop.catalogue("id,name,minimum\npen,Pen,5\n");
            assertEquals(0, shop.proposals().size());
            shop.orders.nights().start();
            shop.orders.compute();
            Awaiting.until("it is proposed", () -> shop.proposals().size() == 1);
            Awaiting.until("it is over", () -> !shop.orders.progress().isRunning());
        }
    }
}
