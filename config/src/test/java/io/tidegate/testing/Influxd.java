package io.tidegate.testing;

import io.tidegate.site.HistorySettings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real InfluxDB 1.x in a process and folder of its own, on a free port that it keeps. Used by one test thread. */
public final class Influxd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/influxd");

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private Influxd(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** @param settings further lines for {@code [http]} */
    public static Influxd start(Path folder, String... settings) throws IOException {
        return start(folder, List.of(), List.of(settings));
    }

    /**
     * @param data further lines for {@code [data]}
     * @param http the same for {@code [http]}
     */
    public static Influxd start(Path folder, List<String> data, List<String> http) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new AssertionError(PROGRAM + " is missing: run ./verify, or install the Debian package influxdb");
        }
        Files.createDirectories(folder);
        Influxd server = new Influxd(folder, FreePort.find());
        Files.writeString(folder.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s/meta"
                [data]
                  dir = "%s/data"
                  wal-dir = "%s/wal"
                  query-log-enabled = false
                  %s
                [http]
                  bind-address = "127.0.0.1:%d"
                  log-enabled = false
                  %s
                [monitor]
                  store-enabled = false
                """.formatted(
                        FreePort.find(),
                        folder,
                        folder,
                        folder,
                        String.join("\n", data),
                        server.port,
                        String.join("\n", http)));
        server.restart();
        return server;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** As a history. */
    public HistorySettings.Influx1 settings(String database) {
        return new HistorySettings.Influx1(url(), database, Optional.empty(), Optional.empty());
    }

    public void restart() throws IOException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-config",
                        folder.resolve("influxdb.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.log").toFile()))
                .start();
        Awaiting.until("influxd answers", this::answers);
    }

    public void stop() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Connections stay, and nothing is answered until {@link #thaw}. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    public void thaw() throws IOException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException {
        Process running = process;
        if (running != null) {
            new ProcessBuilder("kill", signal, String.valueOf(running.pid()))
                    .start()
                    .onExit()
                    .join();
        }
    }

    private boolean answers() throws IOException {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IOException("influxd has ended: " + Files.readString(folder.resolve("output.log")));
        }
        try {
            HttpURLConnection ping =
                    (HttpURLConnection) url().resolve("/ping").toURL().openConnection();
            return ping.getResponseCode() == 204;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
