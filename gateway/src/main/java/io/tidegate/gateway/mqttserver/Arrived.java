package io.tidegate.gateway.mqttserver;

import io.tidegate.driver.Broker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message at one seat. Safe from any thread; it is offered by the event loop of its publisher. */
final class Arrived implements Broker.Message {

    private static final int OPEN = 0;
    private static final int ACKNOWLEDGED = 1;
    private static final int NEVER_OFFERED = -1;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Arrived.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Publication publication;
    private final boolean retained;
    private final boolean resent;
    private Seat seat;
    private final @Nullable Reply reply;
    private int occupancy = NEVER_OFFERED;
    private volatile int state = OPEN;

    private Arrived(Publication publication, boolean retained, boolean resent, Seat seat, @Nullable Reply reply) {
        this.publication = publication;
        this.retained = retained;
        this.resent = resent;
        this.seat = seat;
        this.reply = reply;
    }

    /** @param reply null when nobody waits for an acknowledgement: QoS 0 */
    static Arrived news(Publication publication, boolean resent, Seat seat, @Nullable Reply reply) {
        return new Arrived(publication, false, resent, seat, reply);
    }

    static Arrived oldValue(Publication publication, Seat seat) {
        return new Arrived(publication, true, false, seat, null);
    }

    /** False when the seat is empty or its inbox is full. What was acknowledged meanwhile needs no seat any more. */
    boolean offer() {
        if (state != OPEN) {
            return true;
        }
        while (seat.isLeft()) {
            Optional<Seat> heir = seat.heir(topic());
            if (heir.isEmpty()) {
                acknowledge();
                return true;
            }
            seat = heir.get();
            occupancy = NEVER_OFFERED;
        }
        int now = seat.occupancy();
        if (!seat.offer(this)) {
            return false;
        }
        occupancy = now;
        return true;
    }

    /** It is not acknowledged, and whoever was to do that is not there any more. */
    boolean isAdrift() {
        return state == OPEN && occupancy != seat.occupancy();
    }

    @Override
    public String topic() {
        return publication.topic().name();
    }

    @Override
    public byte[] payload() {
        return publication.payload();
    }

    @Override
    public boolean retained() {
        return retained;
    }

    @Override
    public boolean resent() {
        return resent;
    }

    @Override
    public void acknowledge() {
        if (STATE.compareAndSet(this, OPEN, ACKNOWLEDGED) && reply != null) {
            reply.partDone();
        }
    }
}
