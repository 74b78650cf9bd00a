package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The contract at a place that refuses no entry, as it has no limit on one. */
public abstract class UnrefusingContract extends SinkContract {

    // What the contract says of refusals: there are none.

    @Override
    protected void an_entry_that_the_place_never_accepts_stops_no_other() {}

    @Override
    protected void each_devices_order_is_kept_around_what_is_refused() {}

    @Override
    protected void what_is_sent_again_and_refused_once_more_stops_nothing_and_a_restart_changes_nothing() {}

    @Test
    void nothing_is_refused() {
        outbox.withReadings(12, "fridge-1").withScan(POISON, "x".repeat(7000)).withReadings(12, "fridge-2");
        try (Courier courier = start()) {
            awaitDelivered(courier, 25);
        }
        assertEquals(ids(1, 25), place().arrived());
    }
}
