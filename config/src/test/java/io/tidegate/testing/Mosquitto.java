package io.tidegate.testing;

import io.tidegate.testing.TestAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real Mosquitto in a process and folder of its own, on a free port of loopback. It keeps its sessions and messages
 * over {@link #stop} and {@link #restart}, and its port. Used by one test thread.
 */
public final class Mosquitto implements AutoCloseable {

    private static final String PROGRAM = "/usr/sbin/mosquitto";

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private Mosquitto(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts one, with further lines for its configuration, such as {@code max_queued_messages 0}. */
    public static Mosquitto start(Path folder, String... settings) throws IOException {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            throw new AssertionError(PROGRAM + " is missing: run ./verify, or install the Debian package mosquitto");
        }
        Files.createDirectories(folder);
        Mosquitto broker = new Mosquitto(folder, FreePort.find());
        List<String> lines = new ArrayList<>(List.of(
                "listener " + broker.port + " 127.0.0.1",
                "allow_anonymous true",
                "persistence true",
                "persistence_location " + folder + "/",
                "log_type error",
                "log_type warning",
                "log_type notice"));
        // As root it would become the user mosquitto, who may not write to a test's folder.
        if ("root".equals(System.getProperty("user.name"))) {
            lines.add("user root");
        }
        lines.addAll(List.of(settings));
        Files.write(folder.resolve("mosquitto.conf"), lines);
        broker.restart();
        return broker;
    }

    /**
     * Starts one that speaks TLS.
     *
     * @param asks whether it lets in only who shows a certificate of the same authority
     */
    public static Mosquitto startSecure(Path folder, Issued certificate, boolean asks) throws IOException {
        return start(
                folder,
                "cafile " + certificate.shown().ca().orElseThrow(),
                "certfile " + certificate.certificate(),
                "keyfile " + certificate.key(),
                "require_certificate " + asks);
    }

    public int port() {
        return port;
    }

    public String url() {
        return "mqtt://127.0.0.1:" + port;
    }

    /** Ends it as systemd would: it saves what it keeps. */
    public void stop() {
        end(Process::destroy);
    }

    /** Ends it as a power cut would. */
    public void kill() {
        end(Process::destroyForcibly);
    }

    /** Stops it as an overloaded machine would: connections stay, and nothing is answered until {@link #thaw}. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", signal, String.valueOf(running.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new AssertionError("kill " + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void restart() throws IOException {
        process = new ProcessBuilder(
                        PROGRAM, "-c", folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.log").toFile()))
                .start();
        Awaiting.until("mosquitto listens", this::answers);
    }

    private void end(Consumer<Process> how) {
        Process running = process;
        if (running == null) {
            return;
        }
        how.accept(running);
        try {
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    private boolean answers() throws IOException {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IOException("mosquitto has ended: " + Files.readString(folder.resolve("output.log")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
