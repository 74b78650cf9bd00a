package io.tidegate.clouds.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.tidegate.clouds.http.HttpPlace;
import io.tidegate.sync.SinkContract;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that speaks the capture interface of EPCIS 2.0. Safe from any thread. */
final class Repository implements AutoCloseable {

    /** Events of this device break a rule of the repository's. */
    static final String REFUSED = "poison";

    /** Asked so often, a job is done. */
    private static final int ASKED_MAX = 2;

    /** Whom the repository lets in. */
    interface Guard {
        boolean letsIn(HttpExchange exchange, String body);
    }

    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Map<String, String> jobs = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final List<HttpExchange> requests = new CopyOnWriteArrayList<>();
    private final HttpPlace<String> place;
    private volatile Guard guard = (_, _) -> true;

    Repository() throws IOException {
        place = new HttpPlace<>("/v2/", Repository::body, this::answer);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        requests.add(exchange);
        String path = exchange.getRequestURI().getPath();
        if (!guard.letsIn(exchange, body)) {
            answer(exchange, 401, "{\"title\":\"who are you?\"}");
        } else if (exchange.getRequestMethod().equals("OPTIONS")) {
            answer(exchange, 204, "");
        } else if (exchange.getRequestMethod().equals("GET")) {
            job(exchange, path.substring(path.lastIndexOf('/') + 1));
        } else if (path.equals("/v2/capture")) {
            capture(exchange, Shape.checkDocument(body).at("/epcisBody/eventList"));
        } else if (path.equals("/v2/events")) {
            single(exchange, Shape.checkSingle(body));
        } else {
            answer(exchange, 404, "{}");
        }
    }

    private void capture(HttpExchange exchange, JsonNode events) throws IOException {
        boolean refused = false;
        for (JsonNode event : events) {
            refused |= isRefused(event);
        }
        if (!refused) {
            events.forEach(this::keep);
        }
        String job = "job-" + jobs.size();
        jobs.put(
                job,
                refused
                        ? "{\"captureID\":\"" + job + "\",\"running\":false,\"success\":false,\"errors\":[{\"type\":"
                                + "\"epcisException:ValidationException\",\"title\":\"no poison here\",\"status\":400}]}"
                        : "{\"captureID\":\"" + job + "\",\"running\":false,\"success\":true,\"errors\":[]}");
        asked.put(job, new AtomicInteger());
        exchange.getResponseHeaders().set("Location", "https://inner.name.invalid/v2/capture/" + job);
        answer(exchange, 202, "");
    }

    private void job(HttpExchange exchange, String job) throws IOException {
        boolean done = asked.get(job).incrementAndGet() >= ASKED_MAX;
        answer(exchange, 200, done ? jobs.get(job) : "{\"running\":true,\"success\":true,\"errors\":[]}");
    }

    private void single(HttpExchange exchange, JsonNode event) throws IOException {
        if (isRefused(event)) {
            answer(exchange, 400, "{\"type\":\"epcisException:ValidationException\",\"title\":\"no poison here\"}");
        } else {
            answer(exchange, keep(event) ? 201 : 409, "{}");
        }
    }

    private static boolean isRefused(JsonNode event) {
        return event.path("gw:device").asText().equals(REFUSED);
    }

    private boolean keep(JsonNode event) {
        place.arrived.add(event.path("gw:ledgerSeq").asText());
        return ids.add(event.path("eventID").asText());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status >= 400 ? "application/problem+json" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    void letsIn(Guard whom) {
        guard = whom;
    }

    URI url() {
        return place.url();
    }

    List<HttpExchange> requests() {
        return requests;
    }

    /** Of all that is kept, each once. */
    Set<String> eventIds() {
        return ids;
    }

    List<String> arrived() {
        return place.arrived();
    }

    SinkContract.Place asPlace() {
        return place;
    }

    @Override
    public void close() {
        place.close();
    }
}
