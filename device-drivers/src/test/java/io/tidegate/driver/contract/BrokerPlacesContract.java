package io.tidegate.driver.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.driver.Broker.Rest;
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

        broker.reassign(List.of(), List.of(List.of("floor/#")), Rest.LET_GO);
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

        broker.reassign(List.of(List.of("floor/#")), List.of(List.of("floor/+/temperature")), Rest.LET_GO);

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

        broker.reassign(List.of(all), List.of(floor, hall), Rest.LET_GO);
        HandInbox onFloor = HandInbox.silent();
        Subscription part = broker.subscribe(floor, onFloor);
        onFloor.awaitTexts("4.2");
        part.close();

        broker.reassign(List.of(floor, hall), List.of(all), Rest.LET_GO);
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

        broker.reassign(List.of(List.of("floor/#")), List.of(), Rest.LET_GO);

        gadget.awaitAcknowledged(1);
        gadget.send(TOPIC, "4.3", 1);
        gadget.awaitAcknowledged(2);
    }

    @Test
    void what_none_of_the_new_places_wants_waits_for_the_old_one_as_long_as_it_may_come_back() throws Exception {
        List<String> floor = List.of("floor/+/temperature");
        List<String> hall = List.of("hall/#");
        HandInbox first = HandInbox.silent();
        Subscription old = broker.subscribe(floor, first);
        gadget.send(TOPIC, "4.2", 1);
        first.awaitTexts("4.2");
        old.close();

        broker.reassign(List.of(floor), List.of(hall), Rest.KEPT);
        HandInbox meanwhile = HandInbox.acknowledging();
        Subscription tried = broker.subscribe(hall, meanwhile);
        Awaiting.until("it listens", tried::connected);
        gadget.send(TOPIC, "4.3", 1);
        tried.close();

        broker.reassign(List.of(floor, hall), List.of(floor), Rest.LET_GO);
        HandInbox again = HandInbox.acknowledging();
        broker.subscribe(floor, again);
        again.awaitTexts("4.2", "4.3");
        gadget.awaitAcknowledged(2);
    }

    @Test
    void a_kept_place_gets_nothing_that_somebody_reads_and_holds_nothing_up_when_it_is_left() throws Exception {
        List<String> all = List.of("floor/#");
        List<String> temperatures = List.of("floor/+/temperature");
        broker.subscribe(all, HandInbox.silent()).close();

        broker.reassign(List.of(all), List.of(temperatures), Rest.KEPT);
        HandInbox inbox = HandInbox.acknowledging();
        Subscription reader = broker.subscribe(temperatures, inbox);
        Awaiting.until("it listens", reader::connected);
        gadget.send(TOPIC, "4.2", 1);
        gadget.send("floor/fridge-9/humidity", "50", 1);
        inbox.awaitTexts("4.2");
        broker.reassign(List.of(all), List.of(), Rest.LET_GO);

        gadget.awaitAcknowledged(2);
        gadget.send(TOPIC, "4.3", 1);
        inbox.awaitTexts("4.2", "4.3");
        gadget.awaitAcknowledged(3);
    }
}
