package io.tidegate.gateway.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;

/** How large a body may be, and how it is read: by its address. Used by the server's event loop only. */
enum Takes {
    USUAL(Intake.BODY_BYTES_MAX),

    /** A table of items as it is. */
    TABLE(Bodies.TABLE_BYTES_MAX),

    /** The same in a form, with what stands around it. */
    UPLOAD(Bodies.TABLE_BYTES_MAX);

    private static final String GATHERED = Takes.class.getName();

    private final int bytesMax;

    Takes(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    static Takes at(String path) {
        return switch (path) {
            case Route.API + "/items.csv" -> TABLE;
            case ItemsPages.PATH + "/table" -> UPLOAD;
            default -> USUAL;
        };
    }

    int bytesMax() {
        return bytesMax;
    }

    /** Has the body read before the next handler. */
    void read(RoutingContext request) {
        if (this == TABLE && isForm(request.request())) {
            form(request.request()).send(request.response());
        } else if (this == UPLOAD) {
            gather(request);
        } else {
            BodyHandler.create(false).setBodyLimit(bytesMax).handle(request);
        }
    }

    /** So curl declares what it is not told the type of. Vert.x takes it apart, and fails where it is none. */
    static boolean isForm(HttpServerRequest request) {
        String header = request.getHeader("Content-Type");
        String type = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/");
    }

    /** To who sends a form where none is read. */
    static Answer form(HttpServerRequest request) {
        String wanted = at(request.path()) == TABLE ? "text/csv" : "application/json";
        return Answer.problem(415, "The body is declared as a form", "Send the header Content-Type: " + wanted + ".");
    }

    /** As it comes, for {@link Multipart}: Vert.x would write it to the disk, file by file. */
    private void gather(RoutingContext request) {
        Buffer body = Buffer.buffer();
        request.put(GATHERED, body);
        request.request()
                .exceptionHandler(request::fail)
                .handler(piece -> {
                    if (body.length() + piece.length() <= bytesMax) {
                        body.appendBuffer(piece);
                    } else if (!request.failed()) {
                        request.fail(413);
                    }
                })
                .endHandler(_ -> {
                    if (!request.failed()) {
                        request.next();
                    }
                });
    }

    static byte[] gathered(RoutingContext request) {
        Buffer body = request.get(GATHERED);
        return body == null ? new byte[0] : body.getBytes();
    }
}
