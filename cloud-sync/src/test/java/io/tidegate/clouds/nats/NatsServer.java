package io.tidegate.clouds.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real nats-server with JetStream, in a process and folder of its own. Used by one test thread. */
final class NatsServer implements AutoCloseable {

    static final String STREAM = "TIDEGATE";

    private static final Path PROGRAM = Path.of("/usr/sbin/nats-server");

    private final Path folder;
    private final int port = FreePort.find();
    private @Nullable Process process;

    private NatsServer(Path folder) throws IOException {
        this.folder = folder;
    }

    /** @param settings further lines of its configuration */
    static NatsServer start(Path folder, String... settings) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new AssertionError(PROGRAM + " is missing: run ./verify, or install the Debian package nats-server");
        }
        Files.createDirectories(folder);
        NatsServer server = new NatsServer(folder);
        Files.write(folder.resolve("nats.conf"), List.of(settings));
        server.restart();
        return server;
    }

    int port() {
        return port;
    }

    String url() {
        return "nats://127.0.0.1:" + port;
    }

    void restart() throws IOException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-c",
                        folder.resolve("nats.conf").toString(),
                        "-a",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-js",
                        "-sd",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.log").toFile()))
                .start();
        Awaiting.until("nats-server is ready", this::isReady);
    }

    private boolean isReady() throws IOException {
        if (process == null || !process.isAlive()) {
            throw new IOException("nats-server has ended: " + Files.readString(folder.resolve("output.log")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it as a power cut would. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    Connection connect() throws IOException, InterruptedException {
        return Nats.connect(Options.builder().server(url()).noReconnect().build());
    }

    /** @param way whoever may make a stream, and where */
    static void addStream(Options.Builder way) throws Exception {
        Connection maker = Nats.connect(way.noReconnect().build());
        try {
            maker.jetStreamManagement().addStream(stream().build());
        } finally {
            maker.close();
        }
    }

    List<String> stored() throws Exception {
        Connection reader = connect();
        try {
            return stored(reader);
        } finally {
            reader.close();
        }
    }

    /** For the subjects of our tests, with whatever else a test wants of it. */
    static StreamConfiguration.Builder stream() {
        return StreamConfiguration.builder().name(STREAM).subjects("tidegate.>");
    }

    /** Ids of the messages in the stream, in its order. */
    static List<String> stored(Connection connection) throws IOException, JetStreamApiException {
        long last = connection
                .jetStreamManagement()
                .getStreamInfo(STREAM)
                .getStreamState()
                .getLastSequence();
        List<String> ids = new ArrayList<>();
        for (long at = 1; at <= last; at++) {
            try {
                MessageInfo message = connection.jetStreamManagement().getMessage(STREAM, at);
                ids.add(message.getHeaders().getFirst("Nats-Msg-Id"));
            } catch (JetStreamApiException taken) {
                // Of this one only its number is left.
            }
        }
        return ids;
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
