package io.tidegate.clouds;

import io.tidegate.net.Causes;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a line, in words that staff understand, and what to check. Functions only. */
public final class LineTrouble {

    private static final Set<String> SECURE = Set.of("https", "mqtts", "ssl", "tls");

    /** The alerts by which a server tells that it wants another certificate of ours (RFC 8446, section 6.2). */
    private static final Pattern THEIR_COMPLAINT = Pattern.compile(
            "Received fatal alert: (bad_certificate|(unsupported_)?certificate|unknown_ca|access_denied)");

    private LineTrouble() {}

    public static String words(Throwable trouble, URI url) {
        String place = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        Throwable root = trouble;
        String connect = null;
        for (Throwable cause : Causes.of(trouble)) {
            root = cause;
            String found = said(cause, place);
            if (found != null) {
                return found;
            }
            if (cause instanceof ConnectException) {
                // Its own cause may know better: an unknown name arrives wrapped in it.
                connect = "connection refused by " + place + ": check that the server runs, and the port";
            }
        }
        if (connect != null) {
            return connect;
        }
        String check = SECURE.contains(String.valueOf(url.getScheme()))
                ? "; check that this port speaks TLS, since the address asks for a secure connection, and whether the"
                        + " server wants a certificate of ours (tls)"
                : "";
        return "the connection to " + place + " broke: " + said(root) + check;
    }

    private static @Nullable String said(Throwable cause, String place) {
        return switch (cause) {
            case UnknownHostException unknown -> unknownName(place);
            case UnresolvedAddressException unresolved -> unknownName(place);
            case SSLException tls -> insecure(tls, place);
            case NoRouteToHostException noRoute -> "no way to " + place + ": check the network cable and the router";
            case HttpTimeoutException late -> late(place);
            case SocketTimeoutException late -> late(place);
            case TimeoutException late -> late(place);
            default -> null;
        };
    }

    private static String insecure(SSLException tls, String place) {
        for (Throwable cause : Causes.of(tls)) {
            if (cause instanceof CertificateExpiredException) {
                return "the certificate of " + place + " has expired (" + said(cause)
                        + "): it must be renewed there; or the gateway's clock is wrong";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "the certificate of " + place + " is not valid yet (" + said(cause)
                        + "): check the gateway's clock";
            }
        }
        return THEIR_COMPLAINT.matcher(said(tls)).find()
                ? place + " does not accept the gateway's certificate (" + said(tls)
                        + "): check certificate and key under tls, and that the server trusts their issuer"
                : "no secure connection to " + place + " (" + said(tls)
                        + "): check the gateway's clock and the server's certificate";
    }

    private static String said(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String unknownName(String place) {
        return "the name in " + place + " is not known: check the internet connection, and the spelling of the address";
    }

    private static String late(String place) {
        return "no answer from " + place + " in time: check the network, and whether the server is overloaded";
    }
}
