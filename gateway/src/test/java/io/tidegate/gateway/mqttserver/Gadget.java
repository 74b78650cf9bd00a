package io.tidegate.gateway.mqttserver;

import java.io.IOException;
import java.util.List;

/** A device with an MQTT client that nobody here wrote. Used by one test thread. */
interface Gadget extends AutoCloseable {

    /**
     * A client that is not clean connects again by itself.
     *
     * @param willTopic gets the will "gone"; empty for none
     * @return whether the server knows the client's session
     */
    boolean connect(boolean clean, int keepAliveSeconds, String willTopic) throws Exception;

    void subscribe(String filter, int qos) throws Exception;

    /** Returns when it is acknowledged. */
    void publish(String topic, int qos, boolean retain, String payload) throws Exception;

    /** Returns at once; after a broken connection the client sends by itself what was not acknowledged. */
    void publishSoon(String topic, int qos, String payload) throws Exception;

    /** Messages of {@link #publishSoon} that are not acknowledged yet. */
    int pending();

    /** {@code topic payload qos} of each message, in the order of arrival; a retained one ends with {@code kept}. */
    List<String> received();

    /** False when the client has noticed that its connection is lost. */
    boolean isConnected();

    /** How often it has noticed that: it may be back sooner than somebody looks. */
    int timesLost();

    /** With a goodbye. */
    void disconnect() throws Exception;

    @Override
    void close() throws IOException;
}
