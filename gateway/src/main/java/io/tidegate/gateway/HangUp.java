package io.tidegate.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.tinylog.Logger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGHUP, which has two meanings: to a service, that its configuration has changed; to a program at a terminal, that the
 * terminal has gone. Safe from any thread.
 */
final class HangUp {

    /** Of the process that opens it; nobody's when it has none, or it has gone. */
    private static final Path TERMINAL = Path.of("/dev/tty");

    /** As the JVM ends itself by this signal. */
    private static final int HUNG_UP = 128 + 1;

    private final CompletableFuture<Runnable> reload = new CompletableFuture<>();

    private HangUp() {}

    /**
     * From now on the signal ends nothing but with the terminal, and waits for {@link #reloads}. Under nohup it goes on to do
     * nothing.
     */
    static HangUp taken() {
        HangUp hangUp = new HangUp();
        boolean atTerminal = hasTerminal();
        Object one = new Object();
        SignalHandler before = Signal.handle(new Signal("HUP"), _ -> {
            if (atTerminal && !hasTerminal()) {
                System.exit(HUNG_UP);
            }
            synchronized (one) {
                run(hangUp.reload.join());
            }
        });
        if (SignalHandler.SIG_IGN.equals(before)) {
            Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
        }
        return hangUp;
    }

    /** The signal runs this, on a thread of its own, one after the other; also those that have come before. */
    void reloads(Runnable what) {
        reload.complete(what);
    }

    private static void run(Runnable reload) {
        try {
            reload.run();
        } catch (RuntimeException | Error bug) {
            Logger.error(bug, "The site file could not be applied; please report it");
        }
    }

    private static boolean hasTerminal() {
        try (var _ = Files.newInputStream(TERMINAL)) {
            return true;
        } catch (IOException none) {
            return false;
        }
    }
}
