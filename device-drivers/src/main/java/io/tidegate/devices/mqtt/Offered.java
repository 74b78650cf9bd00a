package io.tidegate.devices.mqtt;

import io.tidegate.driver.Broker;

/** An arrival as one driver gets it. Acknowledged from any thread; else guarded by the lock of its {@link Session}. */
final class Offered implements Broker.Message {

    final Arrival arrival;
    Seat seat;
    private final Session session;

    /** The seat's driver has it. */
    boolean isTaken;

    /** The seat's driver has acknowledged it. */
    volatile boolean isSafe;

    Offered(Arrival arrival, Seat seat, Session session) {
        this.arrival = arrival;
        this.seat = seat;
        this.session = session;
    }

    @Override
    public String topic() {
        return arrival.topic;
    }

    @Override
    public byte[] payload() {
        return arrival.payload;
    }

    @Override
    public boolean retained() {
        return arrival.retained;
    }

    @Override
    public boolean resent() {
        return arrival.resent;
    }

    @Override
    public void acknowledge() {
        isSafe = true;
        session.acknowledged(arrival);
    }
}
