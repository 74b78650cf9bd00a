package io.tidegate.driver.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.driver.Broker.Subscription;
import io.tidegate.testing.Awaiting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** And what they may expect of their places while the site file changes. */
public abstract class BrokerPlacesContract extends BrokerContract {

    @Test
    void what_comes_for_a_driver_that_is_still_to_come_waits_for_it() throws Exception {
        Subscription other = broker.subscribe(List.of("hall/#"), HandInbox.acknowledging());
        Awaiting.until("it listens", other::connected);

        broker.reassign(List.of(), List.of(List.of("floor/#")));
        gadget.send(TOPIC, "4.2", 1);
        gadget.send("hall/end", "end", 1);
        gadget.send("hall/end", "end", 1);

        HandInbox added = HandInbox.acknowledging();
        broker.subscribe(List.of("floor/#"), added);
        added.awaitTexts("4.2");
        gadget.awaitAcknowledged(3);
        assertFalse(added.taken.getFirst().retained());
    }

    @Test
    void a_place_that_was_left_can_be_for_another_driver_and_what_that_does_not_want_is_let_go() throws Exception {
        HandInbox first = HandInbox.silent();
        Subscription subscription = broker.subscribe(List.of("floor/#"), first);
        gadget.send("floor/fridge-9/temperature", "4.2", 1);
        gadget.send("floor/fridge-9/humidity", "50", 1);
        first.awaitTexts("4.2", "50");
        subscription.close();
        gadget.send("floor/fridge-8/temperature", "4.3", 1);

        broker.reassign(List.of(List.of("floor/#")), List.of(List.of("floor/+/temperature")));

        HandInbox second = HandInbox.acknowledging();
        Subscription next = broker.subscribe(List.of("floor/+/temperature"), second);
        Awaiting.until("it listens", next::connected);
        second.awaitTexts("4.2", "4.3");
        gadget.awaitAcknowledged(3);
        assertFalse(second.taken.getFirst().retained());
    }

    @Test
    void what_waits_at_places_that_are_divided_or_become_one_is_for_whoever_reads_its_topic_next() throws Exception {
        List<String> all = List.of("+/+/temperature");
        List<String> floor = List.of("floor/+/temperature");
        List<String> hall = List.of("hall/+/temperature");
        HandInbox first = HandInbox.silent();
        Subscription whole = broker.subscribe(all, first);
        gadget.send("floor/fridge-9/temperature", "4.2", 1);
        gadget.send("hall/fridge-9/temperature", "4.3", 1);
        first.awaitTexts("4.2", "4.3");
        whole.close();

        broker.reassign(List.of(all), List.of(floor, hall));
        HandInbox onFloor = HandInbox.silent();
        Subscription part = broker.subscribe(floor, onFloor);
        onFloor.awaitTexts("4.2");
        part.close();

        broker.reassign(List.of(floor, hall), List.of(all));
        HandInbox last = HandInbox.acknowledging();
        broker.subscribe(all, last);
        last.awaitTexts("4.2", "4.3");
        gadget.awaitAcknowledged(2);
    }

    @Test
    void a_place_that_is_nobodys_any_more_holds_nothing_up() throws Exception {
        HandInbox first = HandInbox.silent();
        Subscription subscription = broker.subscribe(List.of("floor/#"), first);
        gadget.send(TOPIC, "4.2", 1);
        first.awaitTexts("4.2");
        subscription.close();

        broker.reassign(List.of(List.of("floor/#")), List.of());

        gadget.awaitAcknowledged(1);
        gadget.send(TOPIC, "4.3", 1);
        gadget.awaitAcknowledged(2);
    }
}
