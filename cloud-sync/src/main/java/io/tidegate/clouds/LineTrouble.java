package io.tidegate.clouds;

import io.tidegate.net.BrokenLine;
import io.tidegate.net.Causes;
import io.tidegate.net.CertificateTrouble;
import io.tidegate.net.Tls;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a line, in words that staff understand, and what to check. Functions only. */
public final class LineTrouble {

    private static final Set<String> SECURE = Set.of("https", "mqtts", "ssl", "tls");

    private LineTrouble() {}

    public static String words(Throwable trouble, URI url) {
        return words(trouble, url, Optional.empty());
    }

    /** @param tls by which certificates we come */
    public static String words(Throwable trouble, URI url, Tls tls) {
        return words(trouble, url, Optional.of(tls));
    }

    private static String words(Throwable trouble, URI url, Optional<Tls> ours) {
        String place = place(url);
        Throwable root = trouble;
        String connect = null;
        for (Throwable cause : Causes.of(trouble)) {
            root = cause;
            String found = said(cause, url, ours);
            if (found != null) {
                return found;
            }
            if (cause instanceof ConnectException) {
                // Its own cause may know better: an unknown name arrives wrapped in it.
                connect = "connection refused by " + place + ": check that the server runs, and the port";
            }
        }
        return connect == null ? broke(root, url) : connect;
    }

    /** The same, of a line on which the server has not answered yet. */
    public static String unanswered(Throwable trouble, URI url, Tls tls) {
        if (!isSecure(url) || !BrokenLine.isHangUp(trouble)) {
            return words(trouble, url, tls);
        }
        Throwable root = Causes.of(trouble).getLast();
        return tls.certificate()
                .map(ours -> CertificateTrouble.perhapsOurs(root, place(url), ours))
                .orElseGet(() -> broke(root, url));
    }

    private static String broke(Throwable root, URI url) {
        String check = isSecure(url)
                ? "; check that this port speaks TLS, since the address asks for a secure connection, and whether the"
                        + " server wants a certificate of ours (tls)"
                : isHttp(url) ? "; where it breaks each time, check that this port speaks HTTP" : "";
        return "the connection to " + place(url) + " broke: " + Causes.said(root) + check;
    }

    /** As people know a server: its host, and its port where the address names one. */
    public static String place(URI url) {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static boolean isSecure(URI url) {
        return SECURE.contains(String.valueOf(url.getScheme()));
    }

    private static boolean isHttp(URI url) {
        return "http".equals(url.getScheme());
    }

    private static @Nullable String said(Throwable cause, URI url, Optional<Tls> ours) {
        String place = place(url);
        return switch (cause) {
            case UnknownHostException unknown -> unknownName(url);
            case UnresolvedAddressException unresolved -> unknownName(url);
            case SSLException tls -> insecure(tls, place, ours);
            case SocketException away
            when BrokenLine.isNoWay(away) -> "no way to " + place + ": check the network cable and the router";
            case ProtocolException talk
            when Causes.said(talk).contains("status line") -> place + " does not answer by HTTP: check the port";
            case HttpTimeoutException late -> late(place);
            case SocketTimeoutException late -> late(place);
            case TimeoutException late -> late(place);
            default -> null;
        };
    }

    private static String insecure(SSLException tls, String place, Optional<Tls> ours) {
        return CertificateTrouble.words(tls, place, ours)
                .orElseGet(() -> "no secure connection to " + place + " (" + Causes.said(tls)
                        + "): check that this port speaks TLS, the gateway's clock and the server's certificate");
    }

    private static String unknownName(URI url) {
        return "the name " + url.getHost()
                + " is not known: check the internet connection, and the spelling of the address";
    }

    private static String late(String place) {
        return "no answer from " + place + " in time: check the network, and whether the server is overloaded";
    }
}
