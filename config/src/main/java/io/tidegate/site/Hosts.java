package io.tidegate.site;

import java.net.InetAddress;

/** Addresses to listen on. Safe from any thread. */
final class Hosts {

    private static final String EXAMPLE = "127.0.0.1";

    private Hosts() {}

    /** An IP address or {@code localhost}; other names would need a network to be judged. */
    static Scalar<String> host() {
        return new Scalar<>(Scalar.Type.TEXT, EXAMPLE, EXAMPLE, text -> {
            if (!text.equals("localhost")) {
                address(text);
            }
            return text;
        });
    }

    static boolean isLoopback(String host) {
        try {
            return host.equals("localhost") || address(host).isLoopbackAddress();
        } catch (Unfit unfit) {
            return false;
        }
    }

    private static InetAddress address(String text) throws Unfit {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new Unfit("'" + text + "' is no IP address of this box. Use 127.0.0.1 for this box only, 0.0.0.0 for"
                    + " every network it is in.");
        }
    }
}
