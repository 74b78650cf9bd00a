package io.tidegate.gateway.mqttserver;

import java.util.ArrayList;
import java.util.List;

/** SUBSCRIBE and UNSUBSCRIBE (5.0 and 3.1.1 sections 3.8 and 3.10). Used by the client's event loop. */
final class Subscribing {

    /** Filters of one client; a further one is refused. */
    static final int FILTERS_MAX = 256;

    /** Filters in one SUBSCRIBE or UNSUBSCRIBE; more end the connection. */
    static final int FILTERS_PER_PACKET_MAX = 256;

    /** A filter costs as much as so many messages, since everybody's routes are found anew. */
    private static final int MESSAGES_PER_FILTER = 5;

    /** Looking through the retained messages for one filter costs as much as this part of them, as messages. */
    private static final int RETAINED_PER_MESSAGE = 50;

    private static final int REFUSED_V3 = 0x80;
    private static final int ON_EVERY_SUBSCRIBE = 0;
    private static final int ON_NEW_SUBSCRIPTION = 1;

    private Subscribing() {}

    static void subscribe(Client client, PacketReader in) throws Refusal {
        int packetId = in.packetId();
        Properties properties = client.isV5() ? Properties.read(in, Properties.Allowed.SUBSCRIBE) : Properties.NONE;
        int id = (int) properties.number(Properties.SUBSCRIPTION_ID, 0);
        List<Route.Subscription> asked = new ArrayList<>();
        do {
            asked.add(subscription(client, in, id));
            if (asked.size() > FILTERS_PER_PACKET_MAX) {
                throw new Refusal(Reason.QUOTA_EXCEEDED, "more than " + FILTERS_PER_PACKET_MAX + " filters");
            }
        } while (!in.atEnd());

        List<Route.Subscription> withRetained = new ArrayList<>();
        PacketWriter codes = new PacketWriter();
        for (Route.Subscription each : asked) {
            codes.u8(grant(client, each, withRetained));
        }
        PacketWriter writer = client.writer();
        writer.u8(PacketType.SUBACK.first()).varint(2 + (client.isV5() ? 1 : 0) + codes.length());
        writer.u16(packetId);
        if (client.isV5()) {
            writer.u8(0);
        }
        writer.raw(codes);
        for (Route.Subscription each : withRetained) {
            client.session().oldValues.add(each, client.exchange().retained.search(each.filter()));
        }
        client.askToSend();
        client.charge(asked.size() * MESSAGES_PER_FILTER
                + withRetained.size() * (client.exchange().retained.size() / RETAINED_PER_MESSAGE));
    }

    private static Route.Subscription subscription(Client client, PacketReader in, int id) throws Refusal {
        String filter = in.text();
        if (!Filters.isValid(filter)) {
            throw new Refusal(Reason.FILTER_INVALID, "the filter '" + filter + "'");
        }
        int options = in.u8();
        int qos = options & 3;
        int handling = (options >> 4) & 3;
        boolean reserved = (options & (client.isV5() ? 0xC0 : 0xFC)) != 0;
        if (qos == 3 || handling == 3 || reserved) {
            throw Refusal.malformed("subscription options " + options);
        }
        boolean bridge = client.meeting().isBridge();
        return new Route.Subscription(
                filter, qos, bridge || (options & 4) != 0, bridge || (options & 8) != 0, handling, id);
    }

    /** Returns the code for SUBACK. */
    private static int grant(Client client, Route.Subscription asked, List<Route.Subscription> withRetained)
            throws Refusal {
        Session session = client.session();
        Route.Subscription before = session.subscriptions.get(asked.filter());
        boolean isNew = before == null;
        Reason no = null;
        if (Filters.isShared(asked.filter())) {
            if (asked.noLocal()) {
                throw Refusal.protocol("no-local on a shared subscription");
            }
            no = Reason.SHARED_SUBSCRIPTIONS_UNSUPPORTED;
        } else if (asked.filter().length() > TopicCache.TOPIC_BYTES_MAX
                || Filters.levels(asked.filter()) > client.exchange().limits.topicLevels()) {
            no = Reason.FILTER_INVALID;
        } else if (isNew && session.subscriptions.size() >= FILTERS_MAX) {
            no = Reason.QUOTA_EXCEEDED;
        } else if (!asked.equals(before) && !client.exchange().routes.add(session, asked)) {
            no = Reason.QUOTA_EXCEEDED;
        }
        if (no != null) {
            client.exchange().complaints.about(client.name(), no, asked.filter());
            return client.isV5() ? no.code() : REFUSED_V3;
        }
        if (!asked.equals(before)) {
            session.subscriptions.put(asked.filter(), asked);
            save(session, client);
        }
        if (asked.retainHandling() == ON_EVERY_SUBSCRIBE || (asked.retainHandling() == ON_NEW_SUBSCRIPTION && isNew)) {
            withRetained.add(asked);
        }
        return asked.qos();
    }

    static void unsubscribe(Client client, PacketReader in) throws Refusal {
        int packetId = in.packetId();
        if (client.isV5()) {
            Properties.read(in, Properties.Allowed.UNSUBSCRIBE);
        }
        List<String> filters = new ArrayList<>();
        do {
            String filter = in.text();
            if (!Filters.isValid(filter)) {
                throw new Refusal(Reason.FILTER_INVALID, "the filter '" + filter + "'");
            }
            filters.add(filter);
            if (filters.size() > FILTERS_PER_PACKET_MAX) {
                throw new Refusal(Reason.QUOTA_EXCEEDED, "more than " + FILTERS_PER_PACKET_MAX + " filters");
            }
        } while (!in.atEnd());

        Session session = client.session();
        PacketWriter codes = new PacketWriter();
        for (String filter : filters) {
            boolean known = session.subscriptions.remove(filter) != null;
            if (known) {
                client.exchange().routes.remove(session, filter);
                session.oldValues.remove(filter);
                save(session, client);
            }
            codes.u8(known ? 0 : 0x11);
        }
        PacketWriter writer = client.writer();
        if (client.isV5()) {
            writer.u8(PacketType.UNSUBACK.first()).varint(3 + codes.length());
            writer.u16(packetId).u8(0).raw(codes);
        } else {
            writer.acknowledgement(PacketType.UNSUBACK.first(), packetId);
        }
        client.charge(filters.size() * MESSAGES_PER_FILTER);
    }

    private static void save(Session session, Client client) {
        if (session.isKept()) {
            client.exchange().sessions.table().save(session);
        }
    }
}
