package io.tidegate.gateway.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file that comes with the program, held in memory. Used by the server's event loop only.
 *
 * @param more headers that it alone has
 */
record Asset(Buffer bytes, String contentType, String tag, Map<String, String> more) {

    static Asset load(String name, String contentType) {
        return load(name, contentType, Map.of());
    }

    static Asset load(String name, String contentType, Map<String, String> more) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the program's jar");
            }
            byte[] bytes = in.readAllBytes();
            CRC32C sum = new CRC32C();
            sum.update(bytes);
            String tag = '"' + HexFormat.of().toHexDigits((int) sum.getValue()) + '"';
            return new Asset(Buffer.buffer(bytes), contentType, tag, more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(RoutingContext request) {
        more.forEach(request.response()::putHeader);
        // Asked for again each time, and answered with 304: after an update no browser shows an old one.
        request.response()
                .putHeader("Cache-Control", "no-cache")
                .putHeader("ETag", tag)
                .putHeader("Content-Type", contentType);
        if (tag.equals(request.request().getHeader("If-None-Match"))) {
            var _ = request.response().setStatusCode(304).end();
        } else {
            var _ = request.response().end(bytes);
        }
    }
}
