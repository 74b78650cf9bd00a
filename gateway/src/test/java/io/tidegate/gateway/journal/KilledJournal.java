package io.tidegate.gateway.journal;

import io.tidegate.observation.Batch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** A program that records 1, 2, 3, ... as fast as it can, and prints each number once it is acknowledged. */
final class KilledJournal {

    private static final int IN_FLIGHT = 200;

    private KilledJournal() {}

    /** Folder and first number. */
    public static void main(String[] args) throws Exception {
        Journal journal = Journal.open(Path.of(args[0]), Journals.settings());
        Semaphore free = new Semaphore(IN_FLIGHT);
        PrintStream out = System.out;
        for (long number = Long.parseLong(args[1]); ; number++) {
            long each = number;
            free.acquire();
            journal.submit(Batch.of(Journals.reading(each))).thenRun(() -> {
                out.println(each);
                free.release();
            });
        }
    }
}
