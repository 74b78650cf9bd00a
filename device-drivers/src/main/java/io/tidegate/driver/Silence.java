package io.tidegate.driver;

import io.tidegate.observation.Observation;
import java.time.Instant;
import java.util.List;
import org.tinylog.Logger;

/**
 * Which silence of a device is worth a record and a line in the log. A device that can be opened and falls silent again with
 * nothing said in between, such as a scale behind a cable that is switched off, is still in the same one. Used by its watch's
 * thread only.
 */
final class Silence {

    private final Watch.Subject subject;
    private final CountingRecorder recorder;
    private final Recording recording;
    private Instant since = Instant.EPOCH;
    private String reason = "";
    private long recordedThen = -1;
    private long toldNanos;
    private boolean answered = true;

    /** How its faults are recorded: of some devices without waiting for the disk. */
    @FunctionalInterface
    interface Recording {
        void record(List<Observation> faults) throws InterruptedException;
    }

    /** @param recorder that counts all that the device has shown */
    Silence(Watch.Subject subject, CountingRecorder recorder, Recording recording) {
        this.subject = subject;
        this.recorder = recorder;
        this.recording = recording;
    }

    /** Whether it is still the same one, though the device was opened in between. */
    boolean goesOn(String why) {
        return recorder.recorded() == recordedThen && why.equals(reason);
    }

    void begins(Instant now, String why) {
        since = now;
        reason = why;
    }

    boolean isDueAgain(long nowNanos) {
        return nowNanos - toldNanos >= subject.patience().faultAgain().toNanos();
    }

    /** Makes a fault of it, of each device whose silence it is. */
    void record(Instant at, String why, long nowNanos) throws InterruptedException {
        toldNanos = nowNanos;
        answered = false;
        List<Observation> faults = subject.silent().stream()
                .<Observation>map(silent -> new Observation.Fault(silent, at, why))
                .toList();
        try {
            recording.record(faults);
        } catch (RuntimeException refused) {
            // The watch, which may bring the device back, matters more than the record of its absence.
            Logger.error(refused, "{}: its fault could not be recorded", subject.id());
        }
        recordedThen = recorder.recorded();
    }

    /** Whether it is news that the device can be opened again. */
    boolean isAnswered() {
        boolean news = !answered;
        answered = true;
        return news;
    }

    Instant since() {
        return since;
    }
}
