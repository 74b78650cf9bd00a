package io.tidegate.clouds.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.sync.SinkContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A real HTTP server that takes batches, keeps what it took, and can be told to misbehave. Safe from any thread. */
final class TestServer implements AutoCloseable {

    /** One request as it came. */
    record Request(Map<String, String> headers, String body) {}

    /** What to answer. */
    record Reply(int status, Map<String, String> headers, String body) {
        static Reply of(int status) {
            return new Reply(status, Map.of(), "");
        }
    }

    /** Decides about one request. */
    interface Rule {
        Reply answer(Request request);
    }

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile Rule rule = request -> Reply.of(204);
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private HttpServer server;
    private ExecutorService threads;

    TestServer() throws IOException {
        port = listen(0);
    }

    private int listen(int wanted) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 10);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/ingest", this::take);
        server.start();
        return server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            silence.await();
            Reply reply = rule.answer(request);
            requests.add(request);
            if (reply.status() / 100 == 2) {
                arrived.addAll(ids(request.body()));
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        var in = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
        String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Request(headers, body);
    }

    static List<String> ids(String body) {
        List<String> ids = new ArrayList<>();
        ID.matcher(body).results().forEach(found -> ids.add(found.group(1)));
        return ids;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/ingest");
    }

    void answers(Rule newRule) {
        rule = newRule;
    }

    List<Request> requests() {
        return requests;
    }

    List<String> arrived() {
        return arrived;
    }

    SinkContract.Place asPlace() {
        return new AsPlace();
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private final class AsPlace implements SinkContract.Place {
        @Override
        public List<String> arrived() {
            return arrived;
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
    }
}
