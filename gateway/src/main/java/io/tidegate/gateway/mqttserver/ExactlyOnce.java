package io.tidegate.gateway.mqttserver;

import org.jspecify.annotations.Nullable;

/**
 * What makes QoS 2 count once (5.0 and 3.1.1 section 4.3.3): the packet ids of one connection, from PUBLISH to PUBCOMP.
 * Where the session is kept they are on disk before PUBREC, and off it before PUBCOMP. Used by its event loop.
 */
final class ExactlyOnce {

    private static final long RETRY_MILLIS = 1_000;

    private final Client client;
    private final Exchange exchange;
    private final PacketIds open;
    private int completedOfOthers;

    ExactlyOnce(Client client) {
        this.client = client;
        this.exchange = client.exchange();
        this.open = new PacketIds(exchange.sessions.packetIds());
    }

    /**
     * Messages that the client counts against the receive maximum (5.0 section 4.9). That count begins anew with each
     * connection, and the end of an older message allows one more.
     */
    int open() {
        return open.size() - completedOfOthers;
    }

    boolean isOpen(int packetId) {
        return open.contains(packetId);
    }

    /** It waits for the disk, or is on it: the same again is no other message. */
    boolean isKnown(int packetId) {
        return open.contains(packetId) || client.session().received.contains(packetId);
    }

    /** A client that never releases any must not fill memory and disk with them. */
    void opened(int packetId) throws Refusal {
        long own = open.bytes() + client.session().received.bytes();
        if (!exchange.sessions.packetIds().allows(own, 2 * PacketIds.ID_BYTES)) {
            throw new Refusal(Reason.QUOTA_EXCEEDED, "it does not release its packet ids");
        }
        open.add(packetId);
    }

    /** The connection is over. */
    void end() {
        open.clear();
    }

    /** Has the packet id written after the message and before its PUBREC. */
    void note(Reply reply) {
        Session session = client.session();
        if (session.isKept()) {
            Received received = session.received;
            reply.addLast(() -> note(session.clientId(), received, reply));
        }
    }

    /** While the disk is in trouble it is tried again, and the client waits. */
    private void note(String clientId, Received received, Reply reply) {
        exchange.sessions
                .table()
                .noteReceived(clientId, reply.packetId(), () -> reply.isWanted() && !received.isOver())
                .whenComplete((done, failed) -> {
                    if (failed != null) {
                        client.loop().after(RETRY_MILLIS, () -> note(clientId, received, reply));
                        return;
                    }
                    if (reply.isWanted()) {
                        received.add(reply.packetId());
                    }
                    reply.partDone();
                });
    }

    /** The client uses the packet id for something else; what may be on disk must not stand for that. */
    void abandon(@Nullable Reply earlier) {
        if (earlier == null || earlier.qos() != 2) {
            return;
        }
        earlier.abandon();
        Session session = client.session();
        session.received.remove(earlier.packetId());
        exchange.sessions.table().noteReleased(session.clientId(), earlier.packetId());
    }

    /** PUBREL: the client will not send that message again. Its id is free when that is on disk. */
    void released(PacketReader in) throws Refusal {
        int packetId = in.packetId();
        in.reasonAndProperties(client.isV5());
        Session session = client.session();
        if (!session.received.contains(packetId)) {
            abandon(session.recall(packetId));
            complete(packetId, false);
        } else if (session.isKept()) {
            noteReleased(session, packetId);
        } else {
            session.received.remove(packetId);
            complete(packetId, true);
        }
    }

    private void noteReleased(Session session, int packetId) {
        Received received = session.received;
        exchange.sessions.table().noteReleased(session.clientId(), packetId).whenComplete((done, failed) -> {
            if (failed == null) {
                received.remove(packetId);
                client.loop().execute(() -> client.loop().run(client, _ -> noted(packetId)));
            } else {
                client.loop().after(RETRY_MILLIS, () -> noteReleasedAgain(session, packetId));
            }
        });
    }

    /** When the connection has ended, PUBREL comes again on the next one. */
    private void noteReleasedAgain(Session session, int packetId) {
        if (client.isConnected()) {
            noteReleased(session, packetId);
        }
    }

    private void noted(int packetId) {
        if (client.isConnected()) {
            complete(packetId, true);
        }
    }

    private void complete(int packetId, boolean known) {
        if (!open.remove(packetId) && known) {
            completedOfOthers++;
        }
        if (known || !client.isV5()) {
            client.writer().acknowledgement(PacketType.PUBCOMP.first(), packetId);
        } else {
            client.writer().acknowledgement(PacketType.PUBCOMP.first(), packetId, Reason.PACKET_ID_UNKNOWN);
        }
    }
}
