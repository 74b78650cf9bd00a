package io.tidegate.devices.mqtt;

import io.tidegate.devices.Devices;
import io.tidegate.devices.TestBox;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.Recorder;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Value;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.MqttNumbers;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A program that reads from a broker; what it prints is "on disk", a commit window after it came. */
final class KilledReader {

    static final MqttDevice FLOOR =
            new MqttDevice(new DeviceId("floor"), "floor/{device}/{metric}", Optional.empty(), MqttNumbers.AS_JSON);

    private static final long COMMIT_WINDOW_MILLIS = 20;

    /** Then it ends by itself, so that the test knows that no more comes. */
    private static final long SILENCE_SECONDS_MAX = 60;

    private KilledReader() {}

    /** The broker's url. */
    public static void main(String[] args) throws Exception {
        PahoBroker broker = Clients.open(args[0], "gateway", List.of(Devices.filters(FLOOR)));
        Printing journal = new Printing();
        new Devices(broker, Conditioning.none(), Clock.systemUTC(), TestBox.ANY).watch(FLOOR, journal);
        while (journal.hasNews.tryAcquire(SILENCE_SECONDS_MAX, TimeUnit.SECONDS)) {
            journal.hasNews.drainPermits();
        }
        System.exit(0);
    }

    private static final class Printing implements Recorder {

        private final ScheduledExecutorService journal = Executors.newSingleThreadScheduledExecutor();
        private final PrintStream disk = System.out;
        final Semaphore hasNews = new Semaphore(0);

        @Override
        public void record(List<Observation> seen) {
            submit(new Batch(seen, List.of())).toCompletableFuture().join();
        }

        @Override
        public CompletionStage<Void> submit(Batch batch) {
            CompletableFuture<Void> onDisk = new CompletableFuture<>();
            journal.schedule(
                    () -> {
                        batch.seen().forEach(this::write);
                        disk.flush();
                        hasNews.release();
                        onDisk.complete(null);
                    },
                    COMMIT_WINDOW_MILLIS,
                    TimeUnit.MILLISECONDS);
            return onDisk;
        }

        private void write(Observation seen) {
            if (seen instanceof Reading reading && reading.fields().get("n") instanceof Value.Numeric number) {
                // The full stop tells a whole line from one that the kill cut off.
                disk.println("recorded " + (int) number.value() + ".");
            }
        }
    }
}
