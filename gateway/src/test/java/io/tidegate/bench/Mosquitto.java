package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Mosquitto: the cloud's broker, and what we are measured beside. */
final class Mosquitto implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
    private static final Duration START_MAX = Duration.ofSeconds(10);

    /** Nothing on disk. */
    static final String FROM_MEMORY = "persistence false\n";

    private final Path folder;
    private final int port;
    private Program program;

    private Mosquitto(Path folder, int port, Program program) {
        this.folder = folder;
        this.port = port;
        this.program = program;
    }

    /** Its own default: what it keeps goes to disk every half hour, and when it is stopped. */
    static String byDefault(Path folder) {
        return "persistence true\npersistence_location " + folder + "/\n";
    }

    static String savingEachChange(Path folder) {
        return byDefault(folder) + "autosave_on_changes true\nautosave_interval 1\n";
    }

    /** Hands everything on to another broker, as long as it takes and without a limit to what waits. */
    static String bridgeTo(int cloudPort) {
        return """
                max_queued_messages 0
                max_inflight_messages 1000
                connection cloud
                address 127.0.0.1:%d
                topic # out 1
                cleansession false
                notifications false
                restart_timeout 1
                """.formatted(cloudPort);
    }

    /** One that plays the cloud: its limits shall not be what is measured. */
    static Mosquitto cloud(Ground ground, String name, int port) throws IOException, InterruptedException {
        return start(ground, name, port, FROM_MEMORY + "max_queued_messages 0\nmax_inflight_messages 0\n");
    }

    /** Returns when it listens. */
    static Mosquitto start(Ground ground, String name, int port, String settings)
            throws IOException, InterruptedException {
        Mosquitto broker = begin(ground, name, port, settings);
        broker.awaitReady();
        return broker;
    }

    /** Returns at once. */
    static Mosquitto begin(Ground ground, String name, int port, String settings) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IOException(PROGRAM + " is missing: run ./verify, or install the Debian package mosquitto");
        }
        Path folder = ground.folder(name);
        Files.writeString(
                folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                user %s
                log_type error
                %s""".formatted(port, System.getProperty("user.name"), settings));
        return new Mosquitto(folder, port, begin(folder));
    }

    private static Program begin(Path folder) throws IOException {
        return Program.start(
                folder.resolve("output.log"),
                List.of(
                        PROGRAM.toString(),
                        "-c",
                        folder.resolve("mosquitto.conf").toString()),
                Map.of());
    }

    private void awaitReady() throws IOException, InterruptedException {
        Patience.until("mosquitto listens", START_MAX, () -> {
            program.mustLive();
            return Ports.listens(port);
        });
    }

    void startAgain() throws IOException, InterruptedException {
        program = begin(folder);
        awaitReady();
    }

    int port() {
        return port;
    }

    Program program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
    }
}
