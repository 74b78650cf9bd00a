package io.tidegate.testing;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A command of the system that only root may use, as a test needs it for a disk or a network of its own. Functions only. */
public final class RootCommand {

    private static final long SECONDS_MAX = 20;

    private RootCommand() {}

    public static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("run as root: " + String.join(" ", command));
        }
    }
}
