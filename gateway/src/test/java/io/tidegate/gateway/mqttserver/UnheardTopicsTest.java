package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody listens to can be found: the topic, how often, how long ago. */
class UnheardTopicsTest extends ServingTest {

    @Test
    void a_topic_that_nobody_listens_to_is_remembered_and_others_are_not() throws Exception {
        int port = start();
        try (Wire subscriber = subscribedV3(port, "plug", "cmnd/plug/power")) {
            publishV3(port, 0x32, "'flor/fridge-9/temperature' 0001 31");
            publishV3(port, 0x30, "'flor/fridge-9/temperature' 31");
            publishV3(port, 0x32, "'cmnd/plug/power' 0001 31");
            publishV3(port, 0x33, "'discovery/plug' 0001 31");
            subscriber.receive();
        }
        IntakeStatus status = running.intake.status();
        assertEquals(
                List.of("flor/fridge-9/temperature"),
                status.unheard().stream().map(IntakeStatus.UnheardTopic::topic).toList(),
                "what a subscriber hears, and what is kept for one, has somebody");
        assertEquals(2, status.unheard().getFirst().messages());
        assertEquals(2, status.messages().unheard());
    }

    @Test
    void whoever_makes_up_topics_fills_no_memory() throws Exception {
        int port = start();
        for (int i = 0; i < 2 * UnheardTopics.TOPICS_MAX; i++) {
            publishV3(port, 0x30, "'made/up/" + i + "' 31");
        }
        List<IntakeStatus.UnheardTopic> remembered = running.intake.status().unheard();
        assertEquals(UnheardTopics.TOPICS_MAX, remembered.size());
        assertEquals("made/up/99", remembered.getFirst().topic(), "the latest first");
        assertEquals(
                2 * UnheardTopics.TOPICS_MAX, running.intake.status().messages().unheard());
    }
}
