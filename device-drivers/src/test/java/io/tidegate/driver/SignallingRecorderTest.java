package io.tidegate.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SignallingRecorderTest {

    private static final DeviceId TILL = new DeviceId("till-1");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final List<Observation> SCAN =
            List.of(new Observation.Scan(TILL, NOW, "4006381333931", Symbology.EAN_13));

    private final RememberingRecorder journal = new RememberingRecorder();
    private final List<Value> heard = new CopyOnWriteArrayList<>();
    private final Recorder recorder = new SignallingRecorder(
            journal, command -> heard.addAll(command.set().values()));

    @Test
    void what_is_on_disk_is_answered_by_who_takes_it_up() throws Exception {
        recorder.record(SCAN);
        assertEquals(1, journal.submitted());
        assertEquals(List.of(), heard);
    }

    @Test
    void what_was_set_aside_beeps_twice() throws Exception {
        recorder.submit(new Batch(List.of(), List.of(new Parked("till-1", NOW, "tty", new byte[] {1}, "no code"))));
        assertEquals(List.of(Value.of("double")), heard);
    }

    @Test
    void what_cannot_be_recorded_beeps_twice() {
        Recorder stopped = new SignallingRecorder(
                new Recorder() {
                    @Override
                    public void record(List<Observation> seen) {
                        throw new IllegalStateException("the journal has stopped");
                    }

                    @Override
                    public CompletionStage<Void> submit(Batch batch) {
                        throw new IllegalStateException("the journal has stopped");
                    }
                },
                command -> heard.addAll(command.set().values()));
        assertThrows(IllegalStateException.class, () -> stopped.record(SCAN));
        assertEquals(List.of(Value.of("double")), heard);
    }

    @Test
    void nobody_beeps_for_anything_else() throws Exception {
        recorder.record(List.of(new Observation.Fault(TILL, NOW, "unplugged")));
        recorder.submit(new Batch(
                List.of(new Observation.Reading(TILL, NOW, Map.of("battery", Value.of(80)))), List.of()));
        assertEquals(List.of(), heard);
    }
}
