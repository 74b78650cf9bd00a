package io.tidegate.clouds.http;

import com.sun.net.httpserver.HttpExchange;
import io.tidegate.sync.SinkContract;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A real HTTP server that takes batches, keeps what it took, and can be told to misbehave. Safe from any thread. */
public final class TestServer implements AutoCloseable {

    /** One request as it came. */
    public record Request(Map<String, String> headers, String body) {}

    /** What to answer. */
    public record Reply(int status, Map<String, String> headers, String body) {
        public static Reply of(int status) {
            return new Reply(status, Map.of(), "");
        }
    }

    /** Decides about one request. */
    public interface Rule {
        Reply answer(Request request);
    }

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpPlace<Request> place;
    private volatile Rule rule = request -> Reply.of(204);

    public TestServer() throws IOException {
        place = new HttpPlace<>("/ingest", TestServer::read, this::answer);
    }

    private void answer(HttpExchange exchange, Request request) throws IOException {
        Reply reply = rule.answer(request);
        requests.add(request);
        if (reply.status() / 100 == 2) {
            place.arrived.addAll(ids(request.body()));
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
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

    public URI url() {
        return place.url();
    }

    public void answers(Rule newRule) {
        rule = newRule;
    }

    public List<Request> requests() {
        return requests;
    }

    List<String> arrived() {
        return place.arrived;
    }

    SinkContract.Place asPlace() {
        return place;
    }

    @Override
    public void close() {
        place.close();
    }
}
