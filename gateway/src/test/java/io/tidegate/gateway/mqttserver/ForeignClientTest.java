package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the server is to clients that were written for other servers. */
class ForeignClientTest {

    @Nested
    class PahoForMqtt3 extends Contract {
        @Override
        Gadget gadget(String clientId, int port) throws Exception {
            return new PahoV3Gadget(clientId, port);
        }
    }

    @Nested
    class PahoForMqtt5 extends Contract {
        @Override
        Gadget gadget(String clientId, int port) throws Exception {
            return new PahoV5Gadget(clientId, port);
        }
    }

    abstract static class Contract extends ServingTest {

        private static final int KEEP_ALIVE_SECONDS = 30;

        /** Half as much more without a ping is forgiven: so late may a slow machine be. */
        private static final int KEEP_ALIVE_SECONDS_SHORT = 6;

        private static final int CUTS = 4;

        abstract Gadget gadget(String clientId, int port) throws Exception;

        private Gadget connected(String clientId) throws Exception {
            Gadget gadget = gadget(clientId, running.port());
            gadget.connect(true, KEEP_ALIVE_SECONDS, "");
            return gadget;
        }

        @Test
        void messages_arrive_with_the_lesser_quality_of_publisher_and_subscriber() throws Exception {
            start();
            HandInbox driver = HandInbox.acknowledging();
            running.intake.subscribe(List.of("#"), driver);
            try (Gadget plug = connected("plug");
                    Gadget other = connected("other")) {
                for (int qos = 0; qos <= 2; qos++) {
                    plug.subscribe("cmnd/" + qos, qos);
                    for (int sent = 0; sent <= 2; sent++) {
                        other.publish("cmnd/" + qos, sent, false, "q" + sent);
                    }
                }
                Awaiting.until("all have come", () -> plug.received().size() == 9);
                assertEquals(
                        List.of(
                                "cmnd/0 q0 0",
                                "cmnd/0 q1 0",
                                "cmnd/0 q2 0",
                                "cmnd/1 q0 0",
                                "cmnd/1 q1 1",
                                "cmnd/1 q2 1",
                                "cmnd/2 q0 0",
                                "cmnd/2 q1 1",
                                "cmnd/2 q2 2"),
                        plug.received());
            }
            assertEquals(9, driver.taken.size());
        }

        @Test
        void qos_2_messages_are_recorded_exactly_once_however_often_the_cable_is_cut() throws Exception {
            start();
            HandInbox driver = HandInbox.acknowledging();
            running.intake.subscribe(List.of("till/#"), driver);
            List<String> published = new ArrayList<>();
            try (Cable cable = new Cable(running.port());
                    Gadget till = gadget("till", cable.port())) {
                assertFalse(till.connect(false, KEEP_ALIVE_SECONDS, ""));
                for (int cut = 0; cut < CUTS; cut++) {
                    for (int i = 0; i < 20; i++) {
                        String payload = cut + "." + i;
                        till.publishSoon("till/1", 2, payload);
                        published.add("till/1 " + payload);
                    }
                    int some = 20 * cut + 5;
                    Awaiting.until("some are there", () -> driver.taken.size() >= some);
                    int lost = till.timesLost();
                    cable.cut();
                    Awaiting.until("it is noticed", () -> till.timesLost() > lost);
                    Awaiting.until("it is back", till::isConnected);
                }
                Awaiting.until("all are acknowledged", () -> till.pending() == 0);
            }
            assertEquals(published.size(), driver.taken.size(), "none twice");
            assertEquals(new HashSet<>(published), new HashSet<>(driver.texts()), "none lost");
        }

        @Test
        void who_comes_with_the_same_client_id_takes_the_place_and_the_will_is_said() throws Exception {
            start();
            HandInbox driver = HandInbox.acknowledging();
            running.intake.subscribe(List.of("state/#"), driver);
            try (Gadget first = gadget("same", running.port());
                    Gadget second = gadget("same", running.port())) {
                first.connect(true, KEEP_ALIVE_SECONDS, "state/first");
                second.connect(true, KEEP_ALIVE_SECONDS, "");
                Awaiting.until("the first is out", () -> !first.isConnected());
                second.publish("state/second", 1, false, "here");
            }
            assertEquals(List.of("state/first gone", "state/second here"), driver.texts());
        }

        @Test
        void an_idle_client_that_pings_stays_and_one_behind_a_dead_cable_is_missed() throws Exception {
            start();
            HandInbox driver = HandInbox.acknowledging();
            running.intake.subscribe(List.of("state/#"), driver);
            try (Cable cable = new Cable(running.port());
                    Gadget idle = gadget("idle", running.port());
                    Gadget lost = gadget("lost", cable.port())) {
                idle.connect(true, KEEP_ALIVE_SECONDS_SHORT, "state/idle");
                lost.connect(true, KEEP_ALIVE_SECONDS_SHORT, "state/lost");
                cable.plugOut();
                Awaiting.until(
                        "its will is said",
                        Duration.ofSeconds(60),
                        () -> driver.texts().contains("state/lost gone"));
                assertTrue(idle.isConnected());
                assertEquals(1, driver.taken.size());
                assertEquals(1, running.intake.status().ended().get("keep_alive_timeout"));
            }
        }

        @Test
        void a_session_waits_with_its_messages_and_is_forgotten_when_asked() throws Exception {
            start();
            try (Gadget plug = gadget("plug", running.port());
                    Gadget other = connected("other")) {
                assertFalse(plug.connect(false, KEEP_ALIVE_SECONDS, ""));
                plug.subscribe("cmnd/#", 2);
                plug.disconnect();
                other.publish("cmnd/a", 1, false, "on");
                other.publish("cmnd/a", 1, false, "off");
                assertTrue(plug.connect(false, KEEP_ALIVE_SECONDS, ""), "session present");
                Awaiting.until("both have come", () -> plug.received().size() == 2);
                assertEquals(List.of("cmnd/a on 1", "cmnd/a off 1"), plug.received());
                plug.disconnect();
                assertFalse(plug.connect(true, KEEP_ALIVE_SECONDS, ""));
                plug.disconnect();
                assertFalse(plug.connect(false, KEEP_ALIVE_SECONDS, ""), "nothing is left of it");
            }
        }

        @Test
        void a_retained_message_and_a_session_survive_the_restart_of_the_gateway() throws Exception {
            start();
            try (Gadget lamp = gadget("lamp", running.port())) {
                lamp.connect(false, KEEP_ALIVE_SECONDS, "");
                lamp.publish("state/lamp", 1, true, "on");
                lamp.publish("state/door", 2, true, "shut");
                lamp.publish("state/door", 1, true, "");
                lamp.disconnect();
            }
            restart();
            try (Gadget screen = connected("screen");
                    Gadget lamp = gadget("lamp", running.port())) {
                screen.subscribe("state/+", 1);
                Awaiting.until("the old value comes", () -> !screen.received().isEmpty());
                assertTrue(lamp.connect(false, KEEP_ALIVE_SECONDS, ""), "session present");
                lamp.publish("state/lamp", 1, true, "off");
                Awaiting.until("the news comes", () -> screen.received().size() == 2);
                assertEquals(List.of("state/lamp on 1 kept", "state/lamp off 1"), screen.received());
            }
        }

        @Test
        void a_will_is_said_for_a_cut_cable_and_not_after_a_goodbye() throws Exception {
            start();
            try (Cable cable = new Cable(running.port());
                    Gadget watcher = connected("watcher");
                    Gadget polite = gadget("polite", running.port());
                    Gadget torn = gadget("torn", cable.port())) {
                watcher.subscribe("state/#", 1);
                polite.connect(true, KEEP_ALIVE_SECONDS, "state/polite");
                torn.connect(true, KEEP_ALIVE_SECONDS, "state/torn");
                polite.disconnect();
                cable.cut();
                Awaiting.until("a will is said", () -> !watcher.received().isEmpty());
                assertEquals(List.of("state/torn gone 1"), watcher.received());
            }
        }
    }
}
