package io.tidegate.gateway.mqttserver;

import io.tidegate.gateway.journal.Journal;
import java.util.concurrent.CountDownLatch;

/** A disk that takes nothing until the test lets it. Used by one test thread. */
final class StalledJournal implements AutoCloseable {

    private final CountDownLatch goesOn = new CountDownLatch(1);

    /** Returns when the journal's thread stands still. */
    StalledJournal(Journal journal) throws InterruptedException {
        CountDownLatch stands = new CountDownLatch(1);
        journal.change(_ -> {
            stands.countDown();
            await(goesOn);
        });
        stands.await();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void goOn() {
        goesOn.countDown();
    }

    @Override
    public void close() {
        goOn();
    }
}
