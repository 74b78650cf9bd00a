package io.tidegate.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Value;
import io.tidegate.site.FieldProfile;
import io.tidegate.site.FieldProfile.Calibration;
import io.tidegate.site.FieldProfile.Kind;
import io.tidegate.site.FieldProfile.Range;
import io.tidegate.site.Profile;
import io.tidegate.site.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ConditioningTest {

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final DeviceId FRIDGE = new DeviceId("fridge-2");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Conditioning conditioning = new Conditioning(new Profiles(List.of(
            new Profile("fridge", "fridge-*", Map.of("temperature", field(0.5, Duration.ZERO), "door", state())),
            new Profile("mill", "mill", Map.of("power", field(0, Duration.ofSeconds(10)))),
            new Profile("scale", "scale", Map.of("weight", unitOnly())))));

    private static FieldProfile field(double deadband, Duration notBefore) {
        return new FieldProfile(
                Optional.of("Cel"),
                Kind.GAUGE,
                Map.of(),
                Optional.of(new Range(-40, 60)),
                Optional.empty(),
                Optional.of(new Calibration(-0.5, 2, Optional.empty(), Optional.empty())),
                deadband,
                notBefore,
                QUARTER);
    }

    private static FieldProfile state() {
        return new FieldProfile(
                Optional.empty(),
                Kind.STATE,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Duration.ZERO,
                QUARTER);
    }

    private static FieldProfile unitOnly() {
        return new FieldProfile(
                Optional.of("kg"),
                Kind.GAUGE,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Duration.ZERO,
                QUARTER);
    }

    private static Reading reading(String device, long second, Map<String, Value> fields) {
        return new Reading(new DeviceId(device), TEN.plusSeconds(second), fields);
    }

    private List<Observation> left(Observation... seen) {
        return conditioning.apply(Batch.of(seen)).seen();
    }

    private Map<String, Value> fridge(long second, double temperature) {
        List<Observation> left = left(reading("fridge-2", second, Map.of("temperature", Value.of(temperature))));
        return left.isEmpty() ? Map.of() : ((Reading) left.getFirst()).fields();
    }

    @Test
    void without_a_profile_for_the_device_nothing_is_touched() {
        Batch batch = Batch.of(reading("oven", 0, Map.of("temperature", Value.of(180))));
        assertSame(batch, Conditioning.none().apply(batch));
        assertEquals(batch, conditioning.apply(batch));
        assertEquals(batch, conditioning.apply(batch));
    }

    @Test
    void a_number_is_set_right_by_its_calibration() {
        assertEquals(Value.of(7.5), fridge(0, 4).get("temperature"));
    }

    @Test
    void a_number_out_of_its_range_is_kept_and_marked_and_the_mark_is_taken_back_once() {
        assertEquals(Map.of("temperature", Value.of(7.5), "temperature.outOfRange", Value.of(false)), fridge(0, 4));
        assertEquals(Map.of("temperature", Value.of(169.5), "temperature.outOfRange", Value.of(true)), fridge(1, 85));
        assertEquals(Map.of("temperature", Value.of(7.5), "temperature.outOfRange", Value.of(false)), fridge(2, 4));
        assertEquals(Map.of("temperature", Value.of(9.5)), fridge(3, 5));
    }

    @Test
    void what_differs_by_less_than_the_deadband_from_what_was_recorded_last_is_left_out() {
        fridge(0, 4);
        assertEquals(Map.of(), fridge(10, 4.1));
        assertEquals(Map.of(), fridge(20, 4.2));
        assertEquals(Value.of(8.1), fridge(30, 4.3).get("temperature"), "small steps add up");
        assertEquals(2, conditioning.leftOut());
    }

    @Test
    void it_is_recorded_again_after_a_while_although_it_has_not_changed() {
        fridge(0, 4);
        assertEquals(Map.of(), fridge(QUARTER.toSeconds() - 1, 4));
        assertFalse(fridge(QUARTER.toSeconds(), 4).isEmpty());
        assertEquals(Map.of(), fridge(QUARTER.toSeconds() + 1, 4));
    }

    @Test
    void a_state_that_changes_brings_the_whole_reading_with_it() {
        left(reading("fridge-2", 0, Map.of("temperature", Value.of(4), "door", Value.of(false))));
        assertEquals(
                List.of(), left(reading("fridge-2", 1, Map.of("temperature", Value.of(4), "door", Value.of(false)))));
        List<Observation> opened =
                left(reading("fridge-2", 2, Map.of("temperature", Value.of(4), "door", Value.of(true))));
        assertEquals(2, ((Reading) opened.getFirst()).fields().size());
    }

    @Test
    void a_number_is_not_recorded_more_often_than_is_asked_for() {
        assertEquals(1, left(reading("mill", 0, Map.of("power", Value.of(1)))).size());
        assertEquals(0, left(reading("mill", 9, Map.of("power", Value.of(20)))).size());
        assertEquals(1, left(reading("mill", 10, Map.of("power", Value.of(1)))).size());
    }

    @Test
    void a_profile_that_leaves_nothing_out_records_each_reading() {
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    1, left(reading("scale", i, Map.of("weight", Value.of(1)))).size());
        }
    }

    @Test
    void the_first_reading_after_a_fault_is_recorded_whatever_it_says() {
        fridge(0, 4);
        assertEquals(1, left(new Observation.Fault(FRIDGE, TEN, "no answer")).size());
        assertFalse(fridge(1, 4).isEmpty());
    }

    @Test
    void what_did_not_reach_the_disk_is_no_repeat_when_it_comes_again() {
        Batch first = conditioning.apply(Batch.of(reading("fridge-2", 0, Map.of("temperature", Value.of(4)))));
        conditioning.forget(first);
        assertFalse(fridge(0, 4).isEmpty());
    }

    @Test
    void acknowledgements_of_what_is_left_out_wait_for_what_came_before() throws Exception {
        RememberingRecorder journal = new RememberingRecorder();
        Recorder recorder = conditioning.before(journal);
        journal.hold();
        CompletionStage<Void> first =
                recorder.submit(Batch.of(reading("fridge-2", 0, Map.of("temperature", Value.of(4)))));
        CompletionStage<Void> second =
                recorder.submit(Batch.of(reading("fridge-2", 1, Map.of("temperature", Value.of(4)))));
        assertFalse(second.toCompletableFuture().isDone());
        journal.release();
        first.toCompletableFuture().join();
        second.toCompletableFuture().join();
        assertEquals(1, journal.seen().size());
        assertTrue(conditioning.leftOut() > 0);
    }
}
