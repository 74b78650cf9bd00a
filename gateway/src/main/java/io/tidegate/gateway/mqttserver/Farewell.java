package io.tidegate.gateway.mqttserver;

/** How a connection is closed: with a word, where the client's version has one. Used by its event loop. */
final class Farewell {

    private Farewell() {}

    /** @param connected whether the client had its CONNACK */
    static void say(Client client, Reason reason, boolean connected) {
        PacketWriter writer = client.writer();
        Handshake meeting = client.meetingIfAny();
        switch (reason) {
            case NORMAL, CONNECTION_LOST, CONNECT_TIMEOUT -> {}
            default -> {
                if (meeting != null && !connected) {
                    refuse(writer, meeting, reason);
                } else if (meeting != null && meeting.isV5()) {
                    writer.u8(PacketType.DISCONNECT.first())
                            .u8(2)
                            .u8(reason.code())
                            .u8(0);
                }
            }
        }
        client.outlet().close();
    }

    private static void refuse(PacketWriter writer, Handshake meeting, Reason reason) {
        if (meeting.isV5() || meeting.isNewerThanV5()) {
            writer.u8(PacketType.CONNACK.first())
                    .u8(3)
                    .u8(0)
                    .u8(reason.connackV5())
                    .u8(0);
        } else if (reason.connackV3() != 0) {
            writer.u8(PacketType.CONNACK.first()).u8(2).u8(0).u8(reason.connackV3());
        }
    }
}
