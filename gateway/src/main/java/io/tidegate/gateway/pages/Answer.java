package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole answer over HTTP. Immutable.
 *
 * @param headers beside those that every answer has
 */
record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Writes the members of a JSON document. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private Answer(int status, String contentType, byte[] body) {
        this(status, contentType, body, Map.of());
    }

    static Answer html(String text) {
        return html(200, text);
    }

    static Answer html(int status, String text) {
        return text(status, "text/html; charset=utf-8", text);
    }

    static Answer text(String contentType, String text) {
        return text(200, contentType, text);
    }

    private static Answer text(int status, String contentType, String text) {
        return new Answer(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer file(String contentType, byte[] body) {
        return new Answer(200, contentType, body);
    }

    static Answer json(byte[] body) {
        return json(200, body);
    }

    static Answer json(int status, byte[] body) {
        return new Answer(status, "application/json", body);
    }

    static Answer json(Body body) {
        return json(written(body));
    }

    /** One object. */
    static Answer object(Body members) {
        return object(200, members);
    }

    static Answer object(int status, Body members) {
        return json(status, writtenObject(members));
    }

    /** Writes the members of one object of a list. */
    @FunctionalInterface
    interface Members<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /** A list of objects. */
    static <T> Answer list(Collection<T> items, Members<T> members) {
        return json(json -> objects(json, items, members));
    }

    static <T> void objects(JsonGenerator json, Collection<T> items, Members<T> members) throws IOException {
        json.writeStartArray();
        for (T item : items) {
            json.writeStartObject();
            members.write(json, item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * What went wrong, as RFC 9457 wants it.
     *
     * @param remedy what the caller can do
     */
    static Answer problem(int status, String title, String remedy) {
        return problem(status, title, remedy, _ -> {});
    }

    /** @param more writes members of its own behind the others */
    static Answer problem(int status, String title, String remedy, Body more) {
        byte[] body = writtenObject(json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("remedy", remedy);
            more.write(json);
        });
        return new Answer(status, "application/problem+json", body);
    }

    static Answer nothing() {
        return text(204, "text/plain; charset=utf-8", "");
    }

    /** A form was taken; the browser shows that page, and a reload of it sends nothing again. */
    static Answer seeOther(String path) {
        return text(303, "text/plain; charset=utf-8", "").with("Location", path);
    }

    /** The client may try the same again then. */
    Answer after(Duration wait) {
        return with("Retry-After", Long.toString(wait.toSeconds()));
    }

    /** The browser asks for the page again soon, also without JavaScript: something is under way. */
    Answer comingAgain() {
        return with("Refresh", "2");
    }

    Answer as(int otherStatus) {
        return new Answer(otherStatus, contentType, body, headers);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, Map.copyOf(more));
    }

    boolean succeeded() {
        return status < 300;
    }

    private static byte[] writtenObject(Body members) {
        return written(json -> {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        });
    }

    private static byte[] written(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** On the event loop. Does nothing when the browser has gone. */
    void send(HttpServerResponse response) {
        var _ = sent(response);
    }

    /** The same, and completes when the network has taken all of it, or never will. */
    Future<Void> sent(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(status).putHeader("Content-Type", contentType);
        if (body.length == 0) {
            return response.end();
        }
        // Ended only when the network has it all: until then Connections knows that an answer is under way.
        return response.putHeader("Content-Length", Integer.toString(body.length))
                .write(Buffer.buffer(body))
                .compose(_ -> response.end());
    }
}
