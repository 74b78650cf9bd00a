package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.mqtt.PatientBroker.Seen;
import io.tidegate.net.Tls;
import io.tidegate.observation.Origin;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.MqttTerms;
import io.tidegate.site.MqttTerms.Version;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.HandClock;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.MqttSubscriber;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broker or the site file allows is kept to. */
class MqttTermsTest {

    private static final String TOPIC = "tidegate/corner-shop/gw-1/";

    private final InMemoryOutbox outbox = new InMemoryOutbox();

    private static MqttTerms terms(Optional<Long> messageMax, Optional<Integer> rate, Optional<Duration> expiry) {
        return new MqttTerms(Optional.empty(), Version.V5, Optional.empty(), messageMax, rate, expiry);
    }

    private static Sink open(URI url, MqttTerms terms) {
        return new MqttSink(
                new MqttCloud(
                        Common.of("hq", Duration.ofSeconds(20), BatchLimits.DEFAULT),
                        url,
                        "tidegate/{site}/{gateway}/{kind}",
                        "tidegate-gw-1-hq",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Tls.STANDARD,
                        terms,
                        Optional.empty()),
                new Origin("corner-shop", "gw-1"),
                Clock.systemUTC());
    }

    /** As many messages as entries. */
    private void alternate(int times) {
        for (int i = 0; i < times; i++) {
            outbox.withReadings(1, "fridge-1").withScan("till", "1");
        }
    }

    private Settled delivered(Sink sink) throws Exception {
        try (sink) {
            return sink.deliver(outbox.entries(), false);
        }
    }

    @Test
    void no_more_is_under_way_than_the_broker_allows() throws Exception {
        alternate(5);
        try (PatientBroker broker = new PatientBroker(2, 0)) {
            assertEquals(10, delivered(open(broker.url(), MqttTerms.STANDARD)).count());
            assertEquals(10, broker.seen().size(), "each came once");
            assertEquals(2, broker.unacknowledgedMost());
        }
    }

    @Test
    void no_more_is_under_way_than_16_where_the_broker_allows_more() throws Exception {
        alternate(20);
        try (PatientBroker broker = new PatientBroker(1_000, 0)) {
            delivered(open(broker.url(), MqttTerms.STANDARD));
            assertEquals(BrokerLink.IN_FLIGHT_MAX, broker.unacknowledgedMost());
        }
    }

    @Test
    void topics_are_named_once_where_the_broker_has_room_for_aliases() throws Exception {
        alternate(3);
        try (PatientBroker broker = new PatientBroker(100, 1)) {
            try (Sink sink = open(broker.url(), MqttTerms.STANDARD)) {
                sink.deliver(outbox.entries(), false);
                assertEquals(
                        List.of(TOPIC + "reading", TOPIC + "scan", "", TOPIC + "scan", "", TOPIC + "scan"),
                        broker.seen().stream().map(Seen::topic).toList());
                assertEquals(
                        List.of(1, 0, 1, 0, 1, 0),
                        broker.seen().stream().map(Seen::alias).toList());
                // What the decision on MQTT 5 counts on.
                assertEquals(
                        List.of(41, 35, 8, 35, 8, 35),
                        broker.seen().stream().map(Seen::bytes).toList());
                sink.deliver(outbox.entries().subList(0, 1), false);
                assertEquals("", broker.seen().getLast().topic(), "the same connection knows it still");
            }
            delivered(open(broker.url(), MqttTerms.STANDARD));
            assertEquals(TOPIC + "reading", broker.seen().get(7).topic(), "another one is told anew");
        }
    }

    @Test
    void a_message_says_how_long_it_is_worth_something(@TempDir Path folder) throws Exception {
        outbox.withReadings(1, "fridge-1");
        try (Mosquitto broker = Mosquitto.start(folder);
                MqttSubscriber told = new MqttSubscriber(
                        broker, "probe", List.of("-V", "mqttv5", "-F", "%t %E", "-t", "tidegate/#"))) {
            MqttTerms aWeek = terms(Optional.empty(), Optional.empty(), Optional.of(Duration.ofDays(7)));
            delivered(open(URI.create(broker.url()), aWeek));
            Awaiting.until("it has arrived", () -> told.lines().contains(TOPIC + "reading 604800"));
        }
    }

    @Test
    void a_rate_holds_in_any_second() {
        HandClock time = new HandClock();
        EvenPace pace = new EvenPace(100, time::nanoTime);
        for (int second = 0; second < 2; second++) {
            int sent = 0;
            for (int millis = 0; millis < 1_000; millis++) {
                while (pace.leftNanos() <= 0) {
                    pace.goes();
                    sent++;
                }
                time.pass(Duration.ofMillis(1));
            }
            assertEquals(100, sent);
            time.pass(Duration.ofHours(1));
        }
    }

    @Test
    void a_delivery_takes_the_time_that_its_rate_asks_for(@TempDir Path folder) throws Exception {
        alternate(10);
        try (Mosquitto broker = Mosquitto.start(folder)) {
            long startedNanos = System.nanoTime();
            MqttTerms slow = terms(Optional.empty(), Optional.of(50), Optional.empty());
            assertEquals(20, delivered(open(URI.create(broker.url()), slow)).count());
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            assertTrue(took.toMillis() >= 380, "took " + took);
        }
    }

    @Test
    void the_site_files_own_limit_holds_where_the_broker_would_take_more(@TempDir Path folder) throws Exception {
        outbox.withReadings(100, "fridge-1").withScan("till", "x".repeat(3000)).withReadings(1, "fridge-1");
        try (Mosquitto broker = Mosquitto.start(folder);
                ToldWhatArrived office = new ToldWhatArrived(broker)) {
            MqttTerms small = terms(Optional.of(2_000L), Optional.empty(), Optional.empty());
            Settled settled = delivered(open(URI.create(broker.url()), small));
            assertEquals(
                    List.of(101L),
                    settled.rejected().stream().map(Rejected::position).toList());
            assertEquals(101, office.arrived().size());
            assertTrue(office.topics().size() > 5, "in parts");
        }
    }
}
