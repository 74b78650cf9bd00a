package io.tidegate.clouds.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.tidegate.sync.PlaceBehindALine;
import io.tidegate.testing.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The server behind a line, and a plain subscriber on its other side: he hears also what the stream drops as a repeat. Used
 * by one test thread.
 */
final class OnTheWire extends PlaceBehindALine implements AutoCloseable {

    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final Line line;
    private final Connection connection;
    private final int refusedFrom;
    private final Subscription heard;
    private final List<Message> messages = new ArrayList<>();

    /** @param refusedFrom so many bytes on the stream takes no message */
    OnTheWire(NatsServer server, Connection connection, int refusedFrom) throws IOException {
        this(new Line(server.port()), connection, refusedFrom);
    }

    private OnTheWire(Line line, Connection connection, int refusedFrom) {
        super(line);
        this.line = line;
        this.connection = connection;
        this.refusedFrom = refusedFrom;
        this.heard = connection.subscribe("tidegate.>");
    }

    String url() {
        return "nats://127.0.0.1:" + line.port();
    }

    /** All that the server has been given, but for what the stream refuses. */
    List<Message> messages() {
        try {
            connection.flush(WAIT_MAX);
            for (Message next = next(); next != null; next = next()) {
                messages.add(next);
            }
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
        return messages.stream()
                .filter(each -> each.getData().length < refusedFrom)
                .toList();
    }

    private Message next() throws InterruptedException {
        return heard.nextMessage(Duration.ofMillis(1));
    }

    @Override
    public List<String> arrived() {
        return messages().stream()
                .map(each -> each.getHeaders().getFirst("Nats-Msg-Id"))
                .toList();
    }

    /** A subscriber is somebody who takes a message, though he says nothing of it. */
    void stopListening() {
        if (heard.isActive()) {
            heard.unsubscribe();
        }
    }

    @Override
    public void close() throws IOException {
        stopListening();
        line.close();
    }
}
