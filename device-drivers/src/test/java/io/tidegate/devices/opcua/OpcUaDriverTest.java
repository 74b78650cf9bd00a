package io.tidegate.devices.opcua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.QuickWatch;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.OpcUaDevice;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real server's variables become, by real TCP; trust has its own test. */
class OpcUaDriverTest {

    @TempDir
    Path folder;

    private final MachineServer server = new MachineServer();
    private final RememberingRecorder journal = new RememberingRecorder();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void values_are_recorded_with_the_time_of_their_source() throws Exception {
        Instant earlier = Instant.now().minusSeconds(90).truncatedTo(ChronoUnit.MILLIS);
        server.set("Temperature", 22.5, StatusCode.GOOD, earlier);
        server.set("Running", true, StatusCode.GOOD, earlier);
        try (Watch watch = watch("{node: \"ns=2;s=Temperature\", field: temperature}, {node: \"nsu=" + Machine.NAMESPACE
                + ";s=Running\", field: running, device: motor}")) {
            Awaiting.until(
                    "both are recorded",
                    () -> seen("press").size() == 1 && seen("motor").size() == 1);
            assertEquals(earlier, journal.seen().getFirst().at());
            assertEquals(Value.of(22.5), value(seen("press").getFirst(), "temperature"));
            assertEquals(Value.of(true), value(seen("motor").getFirst(), "running"));
            server.set("Temperature", 23.0);
            Awaiting.until("the change is recorded", () -> seen("press").size() == 2);
            assertEquals(Value.of(23.0), value(seen("press").get(1), "temperature"));
            assertTrue(watch.status().state() instanceof WatchStatus.Up);
        }
    }

    @Test
    void a_variable_that_the_server_does_not_have_is_named_and_the_others_go_on() throws Exception {
        server.set("Temperature", 22.5);
        try (Watch _ = watch("{node: \"ns=2;s=Temperature\", field: temperature}, {node: \"ns=2;s=Pressur\", field:"
                + " pressure}, {node: \"nsu=urn:nobody;s=Speed\", field: speed}")) {
            Awaiting.until(
                    "all are told",
                    () -> text("pressure.status").contains("ns=2;s=Pressur")
                            && text("speed.status").contains("nsu=urn:nobody;s=Speed"));
            assertTrue(text("pressure.status").contains("which the server does not know: check"));
            Awaiting.until(
                    "the other is recorded",
                    () -> seen("press").stream().anyMatch(each -> Value.of(22.5).equals(value(each, "temperature"))));
        }
    }

    @Test
    void a_bad_variable_is_a_fault_when_it_is_the_only_one_and_an_uncertain_one_is_marked() throws Exception {
        server.set("Temperature", 22.5);
        try (Watch _ = watch("{node: \"ns=2;s=Temperature\", field: temperature}")) {
            Awaiting.until("it is there", () -> !seen("press").isEmpty());
            server.set("Temperature", 22.5, new StatusCode(StatusCodes.Bad_SensorFailure), Instant.now());
            Awaiting.until(
                    "it is a fault",
                    () -> seen("press").getLast() instanceof Observation.Fault fault
                            && fault.reason()
                                    .contains("temperature has no value that can be used (Bad_SensorFailure)"));
            server.set("Temperature", 22.0, new StatusCode(StatusCodes.Uncertain_LastUsableValue), Instant.now());
            Awaiting.until("it is marked", () -> text("temperature.status").equals("Uncertain_LastUsableValue"));
            server.set("Temperature", 21.0);
            Awaiting.until("it is good again", () -> text("temperature.status").equals("good"));
            server.set("Temperature", new Double[] {1.0, 2.0});
            Awaiting.until(
                    "several values are none",
                    () -> seen("press").getLast() instanceof Observation.Fault fault
                            && fault.reason().contains("holds several values at once"));
        }
    }

    @Test
    void what_the_server_keeps_while_the_cable_is_cut_is_recorded_when_it_is_joined_again() throws Exception {
        server.set("Count", 0);
        try (Relay cable = new Relay(server.port());
                Watch watch = watch(cable.port(), "{node: \"ns=2;s=Count\", field: count}")) {
            Awaiting.until("it is there", () -> !seen("press").isEmpty());
            cable.cut();
            cable.join();
            IntStream.rangeClosed(1, 3).forEach(count -> {
                server.set("Count", count);
                int looks = server.looks();
                Awaiting.until("the server has looked since", () -> server.looks() > looks + 1);
            });
            Awaiting.until("nothing is missing", () -> counts().equals(List.of(0.0, 1.0, 2.0, 3.0)));
            assertEquals(0, watch.status().faults());
        }
    }

    private List<Double> counts() {
        return seen("press").stream()
                .map(each -> value(each, "count"))
                .filter(Value.Numeric.class::isInstance)
                .map(each -> ((Value.Numeric) each).value())
                .toList();
    }

    private Watch watch(String nodes) throws Exception {
        return watch(server.port(), nodes);
    }

    private Watch watch(int port, String nodes) throws Exception {
        Trust.both(server, folder);
        OpcUaDevice device = Servers.of(MachineServer.url(port), "interval: 100ms, nodes: [" + nodes + "]");
        return QuickWatch.ofPresent("press", () -> new OpcUaDriver(device, folder, Clock.systemUTC()), journal);
    }

    private List<Observation> seen(String device) {
        return journal.seen().stream()
                .filter(each -> each.device().value().equals(device))
                .toList();
    }

    /** What was told last. */
    private String text(String field) {
        return seen("press").reversed().stream()
                .map(each -> value(each, field))
                .filter(Value.Text.class::isInstance)
                .map(each -> ((Value.Text) each).value())
                .findFirst()
                .orElse("");
    }

    private static Value value(Observation seen, String field) {
        return seen instanceof Observation.Reading reading
                ? reading.fields().getOrDefault(field, Value.of(false))
                : Value.of(false);
    }
}
