package io.tidegate.devices.mqtt;

import io.tidegate.driver.Broker;

/** What a driver has of its seat. Safe from any thread. */
final class PahoSubscription implements Broker.Subscription {

    private final Session session;
    private final Seat seat;
    private volatile boolean left;

    PahoSubscription(Session session, Seat seat) {
        this.session = session;
        this.seat = seat;
    }

    @Override
    public void resume() {
        session.resume(seat);
    }

    @Override
    public boolean connected() {
        return !left && session.isSubscribed(seat);
    }

    @Override
    public void close() {
        if (!left) {
            left = true;
            session.vacate(seat);
        }
    }
}
