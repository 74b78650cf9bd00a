package io.tidegate.net;

import java.io.EOFException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;

/** How a line came to its end, as far as Java tells. Functions only. */
public final class BrokenLine {

    /** Of a box without any network: Java has no exception of its own for that, and it was no line yet. */
    private static final String NO_NETWORK = "Network is unreachable";

    private BrokenLine() {}

    /** Whether the line stood, and the other end has let go of it without a word. Of a secure line Java may say so by TLS. */
    public static boolean isHangUp(Throwable trouble) {
        List<Throwable> causes = Causes.of(trouble);
        return switch (causes.getLast()) {
            case ConnectException _, BindException _ -> false;
            case SocketException socket -> !isNoWay(socket) && stood(causes);
            case EOFException _ -> stood(causes);
            default -> false;
        };
    }

    private static boolean stood(List<Throwable> causes) {
        return causes.stream().noneMatch(SSLHandshakeException.class::isInstance);
    }

    /** Whether nothing leads there. */
    public static boolean isNoWay(Throwable cause) {
        return cause instanceof NoRouteToHostException
                || (cause instanceof SocketException && NO_NETWORK.equals(cause.getMessage()));
    }
}
