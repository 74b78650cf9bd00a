package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A whole answer over HTTP. Immutable.
 *
 * @param retryAfter for a client that may try the same again
 */
record Answer(int status, String contentType, byte[] body, Optional<Duration> retryAfter) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Writes the members of a JSON document. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static Answer html(String text) {
        return html(200, text);
    }

    static Answer html(int status, String text) {
        return new Answer(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    static Answer text(String contentType, String text) {
        return new Answer(200, contentType, text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    static Answer json(byte[] body) {
        return new Answer(200, "application/json", body, Optional.empty());
    }

    static Answer json(Body body) {
        return json(200, body);
    }

    static Answer json(int status, Body body) {
        return new Answer(status, "application/json", written(body), Optional.empty());
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
        byte[] body = written(json -> {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("remedy", remedy);
            more.write(json);
            json.writeEndObject();
        });
        return new Answer(status, "application/problem+json", body, Optional.empty());
    }

    Answer after(Duration wait) {
        return new Answer(status, contentType, body, Optional.of(wait));
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
        if (response.ended() || response.closed()) {
            return;
        }
        retryAfter.ifPresent(wait -> response.putHeader("Retry-After", Long.toString(wait.toSeconds())));
        var _ = response.setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .end(Buffer.buffer(body));
    }
}
