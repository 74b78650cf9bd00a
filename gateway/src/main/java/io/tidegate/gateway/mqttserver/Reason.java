package io.tidegate.gateway.mqttserver;

/** Why something was refused or ended: the reason codes of MQTT 5.0 section 2.4, and their 3.1.1 counterparts. */
enum Reason {
    NORMAL(0x00, "it said goodbye"),
    NO_MATCHING_SUBSCRIBERS(0x10, "nobody listens to the topic"),
    CONNECTION_LOST(0x80, "the connection was lost"),
    MALFORMED_PACKET(0x81, "it sent a malformed packet"),
    PROTOCOL_ERROR(0x82, "it broke the protocol"),
    NOT_SAVED(0x83, "what must be remembered of it could not be written; tried again"),
    INTERNAL_ERROR(0x83, "the gateway has a bug there; please report it"),
    UNSUPPORTED_VERSION(0x84, "it speaks another version of MQTT; 3.1.1 and 5 are served"),
    CLIENT_ID_INVALID(0x85, "its client id cannot be used"),
    SERVER_BUSY(0x89, "the server is not ready"),
    SHUTTING_DOWN(0x8B, "the gateway is stopping"),
    BAD_AUTHENTICATION_METHOD(0x8C, "enhanced authentication is not served"),
    KEEP_ALIVE_TIMEOUT(0x8D, "it was silent for longer than its keep-alive allows"),
    TAKEN_OVER(0x8E, "another connection uses the same client id"),
    FILTER_INVALID(0x8F, "a topic filter is not valid"),
    TOPIC_INVALID(0x90, "a topic is not valid"),
    PACKET_ID_UNKNOWN(0x92, "a packet id is not known"),
    RECEIVE_MAXIMUM_EXCEEDED(0x93, "it has more unacknowledged messages than the receive maximum"),
    TOPIC_ALIAS_INVALID(0x94, "topic aliases are not served"),
    PACKET_TOO_LARGE(0x95, "a packet is larger than the limit"),
    QUOTA_EXCEEDED(0x97, "a limit of the server is reached"),
    STUCK(0x97, "it does not read what it is sent"),
    SHARED_SUBSCRIPTIONS_UNSUPPORTED(0x9E, "shared subscriptions are not served"),
    CONNECT_TIMEOUT(0x82, "it connected and then said nothing");

    private static final int UNSPECIFIED = 0x80;
    private static final int SERVER_UNAVAILABLE = 0x88;

    private final int code;
    private final String words;

    Reason(int code, String words) {
        this.code = code;
        this.words = words;
    }

    int code() {
        return code;
    }

    /** For people, after the client's name. */
    String words() {
        return words;
    }

    /** What CONNACK of MQTT 5 may say of it (section 3.2.2.2): some codes are for DISCONNECT only. */
    int connackV5() {
        return switch (this) {
            case TAKEN_OVER -> SERVER_BUSY.code;
            case SHUTTING_DOWN -> SERVER_UNAVAILABLE;
            case KEEP_ALIVE_TIMEOUT, FILTER_INVALID, PACKET_ID_UNKNOWN, RECEIVE_MAXIMUM_EXCEEDED -> UNSPECIFIED;
            case TOPIC_ALIAS_INVALID, SHARED_SUBSCRIPTIONS_UNSUPPORTED, NORMAL, NO_MATCHING_SUBSCRIBERS -> UNSPECIFIED;
            default -> code;
        };
    }

    /** The return code of a 3.1.1 CONNACK; 0 when that version can only close the connection. */
    int connackV3() {
        return switch (this) {
            case UNSUPPORTED_VERSION -> 1;
            case CLIENT_ID_INVALID -> 2;
            case QUOTA_EXCEEDED, SERVER_BUSY, SHUTTING_DOWN -> 3;
            default -> 0;
        };
    }
}
