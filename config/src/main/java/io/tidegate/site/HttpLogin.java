package io.tidegate.site;

import java.net.URI;
import java.util.Optional;

/** How the gateway shows an HTTP server who it is, beside a certificate. Immutable. */
public sealed interface HttpLogin {

    /** By nothing, or by the certificate alone. */
    record None() implements HttpLogin {}

    /** By a token that stays the same (RFC 6750, section 2.1). */
    record Bearer(Secret token) implements HttpLogin {}

    /**
     * By tokens that another server gives out for a while (client credentials, RFC 6749, section 4.4).
     *
     * @param scope what the token shall be good for, words with blanks between them
     * @param audience whom it shall be good for, where a server asks for that
     */
    record OAuth(URI tokenUrl, String clientId, Secret clientSecret, Optional<String> scope, Optional<String> audience)
            implements HttpLogin {}

    /**
     * By a signature of each request (Standard Webhooks 1.0, symmetric).
     *
     * @param key {@code whsec_} and Base64 of 24 to 64 bytes
     */
    record Hmac(Secret key) implements HttpLogin {}
}
