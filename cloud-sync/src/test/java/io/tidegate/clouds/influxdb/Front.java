package io.tidegate.clouds.influxdb;

import com.sun.net.httpserver.HttpExchange;
import io.tidegate.clouds.http.HttpPlace;
import io.tidegate.sync.SinkContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Stands before a real InfluxDB, hands all on, and notes what that one has taken, repeats and all, which it cannot tell
 * itself. Safe from any thread.
 */
final class Front implements AutoCloseable {

    /** The last six digits of a point's time are those of its entry's position. */
    private static final Pattern POSITION = Pattern.compile(" (\\d+)$", Pattern.MULTILINE);

    private final URI influx;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpPlace<byte[]> place;

    Front(URI influx) throws IOException {
        this.influx = influx;
        this.place = new HttpPlace<>("/", exchange -> exchange.getRequestBody().readAllBytes(), this::handOn);
    }

    private void handOn(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(influx.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String name : new String[] {"Content-Encoding", "Content-Type", "Accept", "Authorization"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() == 204) {
                note(body, "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding")));
            }
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(byte[] body, boolean zipped) throws IOException {
        byte[] plain = zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        place.arrived.addAll(POSITION.matcher(new String(plain, StandardCharsets.UTF_8))
                .results()
                .map(found -> "gw-1:" + Long.parseLong(found.group(1)) % InfluxTime.NANOS_OF_A_MILLI)
                .distinct()
                .toList());
    }

    URI url() {
        return place.url();
    }

    SinkContract.Place place() {
        return place;
    }

    @Override
    public void close() {
        place.close();
        client.close();
    }
}
