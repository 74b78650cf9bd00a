package io.tidegate.gateway.pages;

import io.tidegate.testing.Awaiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program that listens to the stream as a browser does, and keeps all that it was told. Used by its test's thread. */
final class StreamClient implements AutoCloseable {

    /** How much of the stream may lie unread in this side's socket. */
    private static final int UNREAD_BYTES = 4 * 1024;

    record Event(String kind, String id, String data) {}

    final List<Event> events = new CopyOnWriteArrayList<>();
    private final Socket socket = new Socket();
    private volatile String lastId = "";
    private volatile boolean ended;
    volatile int status;

    /** @param since the id of the last event that was seen, or empty */
    StreamClient(WebSite site, String query, String since) throws IOException {
        socket.setReceiveBufferSize(UNREAD_BYTES);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), site.at("/").getPort()));
        String host = "127.0.0.1:" + site.at("/").getPort();
        String request = "GET /api/v1/stream" + query + " HTTP/1.1\r\nHost: " + host + "\r\n"
                + (since.isEmpty() ? "" : "Last-Event-ID: " + since + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        lastId = since;
    }

    /** Reads from now on what comes. */
    StreamClient listen() {
        Thread.ofVirtual().name("stream-client").start(this::read);
        return this;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String first = lines.readLine();
            status = first == null ? 0 : Integer.parseInt(first.split(" ", 3)[1]);
            String kind = "message";
            Optional<String> data = Optional.empty();
            // The sizes of the chunks stand between, as lines that are no fields.
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    kind = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = Optional.of(line.substring(6));
                } else if (line.isEmpty() && data.isPresent()) {
                    events.add(new Event(kind, lastId, data.get()));
                    kind = "message";
                    data = Optional.empty();
                }
            }
        } catch (IOException gone) {
            // Told by ended.
        }
        ended = true;
    }

    String lastId() {
        return lastId;
    }

    boolean ended() {
        return ended;
    }

    /** Has it been told where it stands. */
    StreamClient awaitWelcome() {
        Awaiting.until("it knows its place", Duration.ofMinutes(1), () -> !lastId.isEmpty());
        return this;
    }

    List<String> dataOf(String kind) {
        return events.stream()
                .filter(event -> event.kind.equals(kind))
                .map(Event::data)
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
