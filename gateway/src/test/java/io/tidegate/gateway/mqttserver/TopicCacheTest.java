package io.tidegate.gateway.mqttserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import org.junit.jupiter.api.Test;

class TopicCacheTest {

    private final Budget budget = new Budget(Sessions.QUEUED_BYTES_MAX);
    private final Routes routes = new Routes();
    private final TopicCache topics = new TopicCache(MqttSettings.Limits.DEFAULT, routes);

    private Session subscribed(String clientId, String... filters) {
        Session session = new Session(clientId, budget, budget, budget);
        for (String filter : filters) {
            routes.add(session, new Route.Subscription(filter, 1, false, false, 0, 7));
        }
        return session;
    }

    private Topic topic(String name) throws Refusal {
        byte[] bytes = name.getBytes(UTF_8);
        return topics.get(bytes, 0, bytes.length);
    }

    @Test
    void a_topic_that_came_lately_is_the_same_and_its_route_too() throws Exception {
        subscribed("plug", "a");
        Topic topic = topic("a");
        assertSame(topic, topic("a"));
        assertSame(topics.route(topic), topics.route(topic));
    }

    @Test
    void a_new_subscription_counts_at_once() throws Exception {
        assertEquals(0, topics.route(topic("a")).deliveries().size());
        subscribed("plug", "a");
        assertEquals(1, topics.route(topic("a")).deliveries().size());
    }

    @Test
    void a_topic_that_was_read_elsewhere_is_routed_too() {
        subscribed("plug", "a");
        assertEquals(1, topics.route(Topic.of("a")).deliveries().size());
        assertEquals(0, topics.deliveries());
    }

    @Test
    void many_subscribers_to_everything_share_what_all_topics_have_of_them() throws Exception {
        subscribed("plug", "#");
        assertSame(
                topics.route(topic("a")).deliveries().getFirst(),
                topics.route(topic("b")).deliveries().getFirst());
    }

    @Test
    void routes_are_remembered_up_to_a_number_of_subscribers() throws Exception {
        for (int i = 0; i < 500; i++) {
            subscribed("plug-" + i, "#", "+/#");
        }
        for (int i = 0; i < 200; i++) {
            assertEquals(500, topics.route(topic("a/" + i)).deliveries().size());
            assertTrue(topics.deliveries() <= TopicCache.DELIVERIES_MAX, topics.deliveries() + " deliveries");
        }
        assertTrue(topics.deliveries() > 0);
    }

    @Test
    void long_topics_are_remembered_up_to_a_number_of_bytes() throws Exception {
        String start = "x".repeat(1_000);
        for (int i = 0; i < 3_000; i++) {
            topics.route(topic(start + i));
            assertTrue(topics.bytes() <= TopicCache.BYTES_MAX, topics.bytes() + " bytes");
        }
    }
}
