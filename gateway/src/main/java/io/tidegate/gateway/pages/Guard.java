package io.tidegate.gateway.pages;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands before every route: who may ask, and what a browser may do with the answer. Used by the event loop only. */
final class Guard {

    /** What a browser says of a request that the page itself or the person at the keyboard made. */
    private static final Set<String> OWN_REQUESTS = Set.of("same-origin", "none");

    /** The header by which a browser learns what a page, or a worker, may load and run. */
    static final String RULES = "Content-Security-Policy";

    private final OwnNames names;

    Guard(OwnNames names) {
        this.names = names;
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response()
                .putHeader(
                        RULES,
                        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                // Stricter, and a browser would hide where the forms of our own pages come from.
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        if (!names.include(host(request))) {
            Answer.problem(
                            421,
                            "This gateway does not go by the name in the Host header",
                            "Open it by its IP address, or by one of " + String.join(", ", names.names()) + ".")
                    .send(context.response());
        } else if (changes(request.method()) && !own(request)) {
            Answer.problem(
                            403,
                            "Another web site sent this request",
                            "Send it from the gateway's own pages or from a program.")
                    .send(context.response());
        } else {
            context.next();
        }
    }

    private static String host(HttpServerRequest request) {
        return request.authority() == null ? "" : request.authority().host();
    }

    private static boolean changes(HttpMethod method) {
        return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
    }

    /** A program sends neither header; a browser always sends one of them with a POST. */
    private static boolean own(HttpServerRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_REQUESTS.contains(site)) {
            return false;
        }
        @Nullable String origin = request.getHeader("Origin");
        // By https where a proxy stands in front, which passes on the name that it was asked by.
        return origin == null
                || origin.equalsIgnoreCase("http://" + request.getHeader("Host"))
                || origin.equalsIgnoreCase("https://" + request.getHeader("Host"));
    }
}
