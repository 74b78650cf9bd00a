package io.tidegate.devices.mqtt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One PUBLISH of an existing broker, until the broker may forget it. Guarded by the lock of its {@link Session}. */
final class Arrival {

    final int packetId;
    final String topic;
    final byte[] payload;
    final boolean retained;
    final boolean resent;

    /** QoS 0 has no acknowledgement, and is not sent again. */
    final boolean acknowledgeable;

    /** To every driver that wants it. */
    final List<Offered> offers = new ArrayList<>(1);

    /** The connection on which it came last, the only one on which its packet id means anything. */
    PahoLink link;

    Arrival(PahoLink link, PahoLink.Publish publish) {
        this.link = link;
        this.packetId = publish.packetId();
        this.topic = publish.topic();
        this.payload = publish.payload();
        this.retained = publish.retained();
        this.resent = publish.resent();
        this.acknowledgeable = publish.qos() > 0;
    }

    /** On disk with everybody who wanted it. */
    boolean isSafe() {
        for (Offered offer : offers) {
            if (!offer.isSafe) {
                return false;
            }
        }
        return true;
    }

    /** It does not wait here: every driver that wants it has it. */
    boolean isTaken() {
        for (Offered offer : offers) {
            if (!offer.isTaken) {
                return false;
            }
        }
        return true;
    }

    boolean hasSameContent(Arrival other) {
        return topic.equals(other.topic) && Arrays.equals(payload, other.payload);
    }
}
