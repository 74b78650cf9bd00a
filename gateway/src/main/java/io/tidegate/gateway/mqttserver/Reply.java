package io.tidegate.gateway.mqttserver;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgement that a publisher waits for, and what it still stands on: each seat's commit, a retained message's
 * commit. Parts are done on any thread; everything else belongs to the event loop of the publisher's connection.
 */
final class Reply {

    private static final VarHandle AWAITED;

    static {
        try {
            AWAITED = MethodHandles.lookup().findVarHandle(Reply.class, "awaited", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Who is told when all parts are done, on whatever thread did the last one. */
    interface Waiting {
        void done(Reply reply);
    }

    private final int packetId;
    private final int qos;
    private final int bytes;
    private @Nullable Publication publication;
    private long fingerprint;
    private volatile Waiting waiting;
    private volatile @Nullable Runnable last;
    private volatile int awaited = 1;

    private @Nullable Arrived first;
    private List<Arrived> more = List.of();
    private boolean unheard;
    private volatile boolean abandoned;

    /** The next one in the stack of {@link Loop#acknowledged}. */
    @Nullable
    Reply next;

    /** Open until {@link #sealed}. */
    Reply(Waiting waiting, int packetId, Publication publication) {
        this(waiting, packetId, publication.qos(), publication);
    }

    private Reply(Waiting waiting, int packetId, int qos, @Nullable Publication publication) {
        this.waiting = waiting;
        this.packetId = packetId;
        this.qos = qos;
        this.publication = publication;
        this.bytes = publication == null ? 0 : publication.weight();
    }

    /** Another PUBREC for a message that is known already. */
    static Reply again(Waiting waiting, int packetId) {
        return new Reply(waiting, packetId, 2, null);
    }

    /** Something that happens when all else is done, and is itself a part. */
    void addLast(Runnable start) {
        last = start;
        addPart();
    }

    void addPart() {
        AWAITED.getAndAdd(this, 1);
    }

    void add(Arrived part) {
        addPart();
        if (first == null) {
            first = part;
            return;
        }
        if (more.isEmpty()) {
            more = new ArrayList<>();
        }
        more.add(part);
    }

    /** All parts have been added. */
    void sealed() {
        partDone();
    }

    void partDone() {
        int left = (int) AWAITED.getAndAdd(this, -1) - 1;
        Runnable start = last;
        if (left == 1 && start != null) {
            last = null;
            start.run();
        } else if (left == 0) {
            // What is on disk is not kept in memory, too, until a client that is away asks for its answer.
            first = null;
            more = List.of();
            waiting.done(this);
        }
    }

    boolean isDone() {
        return awaited == 0;
    }

    /** The publisher is back on another connection, and the answer goes there. */
    void moveTo(Waiting other) {
        waiting = other;
    }

    Waiting waiting() {
        return waiting;
    }

    /** Adds to the list what has to be offered again, since its seat was vacated. */
    void collectAdrift(Collection<Arrived> adrift) {
        Arrived part = first;
        if (part != null && part.isAdrift()) {
            adrift.add(part);
        }
        for (Arrived another : more) {
            if (another.isAdrift()) {
                adrift.add(another);
            }
        }
    }

    /** False when it only repeats another one. */
    boolean hasMessage() {
        return bytes > 0;
    }

    boolean isFor(Publication other) {
        Publication mine = publication;
        return hasMessage() && (mine == null ? fingerprint == other.fingerprint() : mine.isSame(other));
    }

    /** The connection is over. From here on the message is in memory for those only who have to record it. */
    void adjourn() {
        Publication mine = publication;
        if (mine != null) {
            fingerprint = mine.fingerprint();
            publication = null;
        }
    }

    /** Nobody waits for it any more; its packet id stands for something else. */
    void abandon() {
        abandoned = true;
    }

    boolean isWanted() {
        return !abandoned;
    }

    int packetId() {
        return packetId;
    }

    int qos() {
        return qos;
    }

    int bytes() {
        return bytes;
    }

    /** Nobody listened to it: MQTT 5 says so in the acknowledgement. */
    void unheard() {
        unheard = true;
    }

    boolean isUnheard() {
        return unheard;
    }
}
