package io.tidegate.driver;

import io.tidegate.site.MqttSettings;
import java.util.List;

/**
 * The MQTT broker that the site's devices talk to, as drivers see it: the gateway's own server, or a client of an
 * existing one. Safe from any thread.
 */
public interface Broker {

    /**
     * Sends every message that matches one of the filters (MQTT 5.0 section 4.7) to the inbox from now on, until the
     * subscription is closed. Retained messages come first. Returns also while an existing broker cannot be reached:
     * see {@link Subscription#connected}. What was offered and is not acknowledged comes again after a disconnect.
     */
    Subscription subscribe(List<String> filters, Inbox inbox) throws DeviceException;

    /**
     * Makes places for drivers that have yet to subscribe, instead of those that others have left; both are named by the
     * filters of each driver. What waits unacknowledged at those goes to the first of these that it matches, in the order
     * of arrival.
     *
     * @param rest what becomes of what matches none of these
     */
    void reassign(List<List<String>> left, List<List<String>> next, Rest rest);

    /** What becomes of messages at places that were left, when none of the new ones wants them. */
    enum Rest {
        /** As if nobody had listened. */
        LET_GO,

        /**
         * They wait, unacknowledged, and so does what comes for the old filters and nobody else reads, until the same filters
         * are left once more. Nobody can take such a place by subscribing.
         */
        KEPT
    }

    /** Publishes with QoS 1. Returns when the broker has taken it over. */
    void publish(String topic, byte[] payload, boolean retain) throws DeviceException, InterruptedException;

    /** How a device connects to it, with what it needs there; the client id is ours, so a device needs another. */
    MqttSettings.External reachedAt();

    /** Takes messages off the broker's thread. */
    interface Inbox {
        /**
         * Called on the broker's thread and never blocks. False means full: the message is not taken, and the broker
         * stops reading until {@link Subscription#resume} (QoS 1 and 2), or drops and counts it (QoS 0).
         */
        boolean offer(Message message);
    }

    /** A message that has arrived and is not acknowledged yet. */
    interface Message {
        String topic();

        /** Not to be changed. */
        byte[] payload();

        /** An old value that the broker kept for new subscribers, not news. */
        boolean retained();

        /** The sender says that it may have sent this before (the DUP flag, MQTT 5.0 section 3.3.1.1). */
        default boolean resent() {
            return false;
        }

        /** Says that it is safe on disk, so that the sender may forget it. Never blocks; callable from any thread. */
        void acknowledge();
    }

    interface Subscription extends AutoCloseable {

        /** The inbox has room again after it refused a message. Never blocks. */
        void resume();

        /** False when the connection to the broker is gone; messages come again by themselves when it is back. */
        boolean connected();

        /**
         * The inbox gets nothing more. What was not acknowledged stays with the broker, and so do the messages of an
         * existing broker's session, until the same filters are subscribed again.
         */
        @Override
        void close();
    }
}
