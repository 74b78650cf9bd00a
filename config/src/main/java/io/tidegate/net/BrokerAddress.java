package io.tidegate.net;

import java.net.URI;

/** The url of an MQTT broker, as site files have it. Functions only. */
public final class BrokerAddress {

    private static final int PORT_PLAIN = 1883;
    private static final int PORT_SECURE = 8883;

    private BrokerAddress() {}

    /** Paho's own words for the two kinds of connection, with the registered ports where the url names none. */
    public static String forPaho(URI url) {
        boolean secure = isSecure(url);
        int port = url.getPort() >= 0 ? url.getPort() : secure ? PORT_SECURE : PORT_PLAIN;
        return (secure ? "ssl://" : "tcp://") + url.getHost() + ":" + port;
    }

    /** @throws IllegalArgumentException when it is no address of a broker */
    public static boolean isSecure(URI url) {
        return switch (String.valueOf(url.getScheme())) {
            case "mqtts", "ssl" -> true;
            case "mqtt", "tcp" -> false;
            default -> throw new IllegalArgumentException(url + ": a broker's address begins with mqtt:// or mqtts://");
        };
    }
}
