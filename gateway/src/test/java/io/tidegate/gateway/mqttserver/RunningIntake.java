package io.tidegate.gateway.mqttserver;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.MqttSettings;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A real journal in a folder and a real server on a free port of loopback. Used by one test thread. */
final class RunningIntake implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final Journal journal;
    final MqttIntake intake;

    static RunningIntake start(Path folder) throws Exception {
        return start(folder, MqttSettings.Limits.DEFAULT, List.of());
    }

    static RunningIntake start(Path folder, MqttSettings.Limits limits) throws Exception {
        return start(folder, limits, List.of());
    }

    static RunningIntake start(Path folder, MqttSettings.Limits limits, List<List<String>> expected) throws Exception {
        return new RunningIntake(folder, limits, expected);
    }

    private RunningIntake(Path folder, MqttSettings.Limits limits, List<List<String>> expected) throws Exception {
        journal = Journal.open(
                folder, new GatewaySettings("gw-1", folder, Duration.ofMillis(20), GatewaySettings.Retention.DEFAULT));
        intake = MqttIntake.start(vertx, new MqttSettings.Embedded("127.0.0.1", 0, false, limits), journal, expected);
    }

    int port() {
        return intake.port();
    }

    Exchange exchange() {
        return intake.exchange();
    }

    String url() {
        return "tcp://127.0.0.1:" + port();
    }

    /** What happens every half second, as if so much time had gone by. Returns when it is done. */
    void tickAfter(Duration passed) {
        for (Loop loop : intake.loops()) {
            CountDownLatch done = new CountDownLatch(1);
            loop.execute(() -> {
                loop.tick(System.nanoTime() + passed.toNanos());
                done.countDown();
            });
            await(done);
        }
    }

    /** Until the latch is counted down, nothing reaches the disk. Returns when it is so. */
    CountDownLatch stopDisk() {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        journal.change(_ -> {
            stopped.countDown();
            await(goOn);
        });
        await(stopped);
        return goOn;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        intake.close();
        journal.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
