package io.tidegate.clouds.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.sync.SinkContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that can go away, come back at the same port, and fall silent. Safe from any thread.
 *
 * @param <R> what it makes of a request
 */
public final class HttpPlace<R> implements SinkContract.Place, AutoCloseable {

    /** Takes in what a request brings, before it is answered. */
    @FunctionalInterface
    public interface Reading<R> {
        R read(HttpExchange exchange) throws IOException;
    }

    /** Answers what was read. */
    @FunctionalInterface
    public interface Answering<R> {
        void answer(HttpExchange exchange, R read) throws IOException;
    }

    /** Ids in the order of their arrival, which whoever answers notes. */
    public final List<String> arrived = new CopyOnWriteArrayList<>();

    private final String path;
    private final Reading<R> reading;
    private final Answering<R> answering;
    private final int port;
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private HttpServer server;
    private ExecutorService threads;

    /** @param path below which it answers */
    public HttpPlace(String path, Reading<R> reading, Answering<R> answering) throws IOException {
        this.path = path;
        this.reading = reading;
        this.answering = answering;
        this.port = listen(0);
    }

    private int listen(int wanted) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 10);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext(path, this::take);
        server.start();
        return server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            R read = reading.read(exchange);
            silence.await();
            answering.answer(exchange, read);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public List<String> arrived() {
        return new ArrayList<>(arrived);
    }

    @Override
    public void goAway() {
        close();
    }

    @Override
    public void comeBack() {
        try {
            listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void fallSilent() {
        silence = new CountDownLatch(1);
    }

    @Override
    public void speakAgain() {
        silence.countDown();
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
