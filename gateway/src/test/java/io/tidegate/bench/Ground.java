package io.tidegate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Where the measurements happen.
 *
 * @param home of the repository
 * @param work for the data of all that is measured, on a real disk
 * @param out for who watches
 */
record Ground(Path home, Path work, Plan plan, PrintStream out) {

    /** A fresh folder. */
    Path folder(String name) throws IOException {
        Path folder = work.resolve(name);
        if (Files.exists(folder)) {
            try (var below = Files.walk(folder)) {
                for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    void tell(String line) {
        out.println("  " + line);
    }

    LoadRun load(LoadOrder order) throws IOException {
        return LoadRun.start(order);
    }

    /** Has a server take so many numbered messages, as fast as it does. */
    void fill(int port, int clients, int window, int messages) throws IOException {
        LoadOrder order = new LoadOrder(
                port, clients, window, 0, LoadOrder.Length.messages(messages).withNumbers());
        try (LoadRun load = load(order).awaitCounting()) {
            load.awaitEnd();
        }
    }

    static List<String> ownJava() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"));
    }
}
