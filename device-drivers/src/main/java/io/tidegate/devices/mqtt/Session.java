package io.tidegate.devices.mqtt;

import io.tidegate.driver.Broker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Our side of the session that an existing broker keeps for us over all connections: who wants what, and which messages
 * the broker may not forget yet. Safe from any thread.
 *
 * <p>A message that comes again on the next connection, while a driver is still bringing it to disk, is not offered twice
 * ({@link Unacknowledged}), and is acknowledged on the new connection. Where this is not certain, because our
 * acknowledgement was under way when the connection broke, it is offered again.
 */
final class Session {

    /**
     * Payloads that wait for drivers without room. Their number needs no limit of ours: a broker has 65,535 packet ids,
     * and keeps to a window that is smaller (Mosquitto: {@code max_inflight_messages}, 20; but 2.0.11 forgets it after a
     * reconnect). Above these bytes nothing more is read from the connection, not even its keep-alive: the broker or Paho
     * ends it in time, and all that waits comes again.
     */
    static final long WAITING_BYTES_MAX = 16L * 1024 * 1024;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    final LongAdder received = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder unwanted = new LongAdder();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final List<Seat> seats = new CopyOnWriteArrayList<>();
    private final Semaphore acknowledgements = new Semaphore(0);
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private volatile @Nullable PahoLink current;

    /** @param expected the filters of drivers that will come; their messages wait for them */
    Session(Collection<List<String>> expected) {
        expected.forEach(filters -> seats.add(new Seat(filters)));
    }

    /** A new connection, on which the broker still knows our session or not. */
    void begin(PahoLink link, boolean known) {
        lock.lock();
        try {
            if (current != link) {
                current = link;
                if (!known) {
                    unacknowledged.forgetEarlierLinks();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The connection is gone. What waits will come again; what a driver has may reach the disk meanwhile. */
    void end(PahoLink link) {
        lock.lock();
        try {
            if (current != link) {
                return;
            }
            current = null;
            unacknowledged.endLink();
            seats.forEach(Seat::clear);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Called on Paho's thread, which waits here while there is no room. */
    void arrived(PahoLink link, PahoLink.Publish publish) throws InterruptedException {
        lock.lock();
        try {
            if (link.isOver()) {
                return;
            }
            // A broker sends before it has answered SUBSCRIBE only what it kept for us.
            begin(link, true);
            received.increment();
            Arrival arrival = new Arrival(link, publish);
            if (!isTheSameAgain(arrival)) {
                dispatch(arrival);
            }
            while (isFull() && !link.isOver() && link.isUp()) {
                room.await(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isTheSameAgain(Arrival arrival) {
        if (!arrival.acknowledgeable) {
            return false;
        }
        Arrival before = unacknowledged.knownBefore(arrival);
        if (before != null && before.isSafe()) {
            acknowledged(before);
        }
        return before != null;
    }

    private void dispatch(Arrival arrival) {
        for (Seat seat : Seat.wanting(seats, arrival.topic)) {
            arrival.offers.add(new Offered(arrival, seat, this));
        }
        if (arrival.acknowledgeable) {
            unacknowledged.add(arrival);
        }
        if (arrival.offers.isEmpty()) {
            letGo(arrival);
        }
        for (Offered offer : arrival.offers) {
            if (offer.seat.offer(offer)) {
                continue;
            }
            if (arrival.acknowledgeable) {
                offer.seat.await(offer);
            } else {
                dropped.increment();
            }
        }
    }

    private void letGo(Arrival arrival) {
        if (unwanted.sum() == 0) {
            Logger.warn(
                    "The MQTT broker sends '{}', which no device of the site file reads (an old subscription of our"
                            + " client id): such messages are let go",
                    arrival.topic);
        }
        unwanted.increment();
        acknowledged(arrival);
    }

    private boolean isFull() {
        long bytes = 0;
        for (Seat seat : seats) {
            bytes += seat.waitingBytes();
        }
        return bytes >= WAITING_BYTES_MAX;
    }

    /** A driver takes the seat that waits for it, or a new one. @throws IllegalArgumentException for a wrong filter */
    Seat occupy(List<String> filters, Broker.Inbox inbox) {
        lock.lock();
        try {
            Seat seat = vacant(filters).orElseGet(() -> {
                Seat added = new Seat(filters);
                seats.add(added);
                return added;
            });
            seat.occupy(inbox);
            seat.offerWaiting();
            room.signalAll();
            return seat;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Seat> vacant(List<String> filters) {
        return seats.stream()
                .filter(each ->
                        !each.isKept() && each.isVacant() && each.filters().equals(filters))
                .findFirst();
    }

    void vacate(Seat seat) {
        lock.lock();
        try {
            seat.vacate(unacknowledged.leftBy(seat));
        } finally {
            lock.unlock();
        }
    }

    void reassign(List<List<String>> left, List<List<String>> next, Broker.Rest rest) {
        lock.lock();
        try {
            List<Seat> places =
                    seats.stream().filter(each -> left.contains(each.filters())).toList();
            List<Seat> heirs = Seat.heirs(places, next, rest);
            seats.removeAll(places);
            seats.addAll(heirs);
            places.forEach(each -> each.leaveTo(heirs));
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The driver has room again. */
    void resume(Seat seat) {
        lock.lock();
        try {
            seat.offerWaiting();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void subscribed(Seat seat, PahoLink link) {
        lock.lock();
        try {
            seat.subscribedOn = link;
        } finally {
            lock.unlock();
        }
    }

    boolean isSubscribed(Seat seat) {
        lock.lock();
        try {
            PahoLink link = current;
            return link != null && seat.subscribedOn == link && link.isUp();
        } finally {
            lock.unlock();
        }
    }

    List<Seat> seats() {
        return List.copyOf(seats);
    }

    @Nullable
    PahoLink current() {
        return current;
    }

    /** Never blocks: the journal's thread calls it. */
    void acknowledged(Arrival arrival) {
        if (arrival.acknowledgeable) {
            acknowledgements.release();
        }
    }

    /** Waits for acknowledgements, and passes those that are due to the broker. The work of a thread of its own. */
    void passAcknowledgements() throws InterruptedException {
        acknowledgements.acquire();
        acknowledgements.drainPermits();
        passDueAcknowledgements();
    }

    /** Passes those that are due now, and waits for none. */
    void passDueAcknowledgements() {
        List<Arrival> due;
        lock.lock();
        try {
            due = unacknowledged.takeDue();
        } finally {
            lock.unlock();
        }
        for (Arrival each : due) {
            if (!each.link.acknowledge(each.packetId)) {
                takeBack(each);
            }
        }
    }

    /** The connection broke before: the broker will send it again under the same id, surely. */
    private void takeBack(Arrival arrival) {
        lock.lock();
        try {
            if (current == arrival.link) {
                unacknowledged.add(arrival);
            } else if (current == null) {
                unacknowledged.addOfEarlierLink(arrival);
            }
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return seats.stream().mapToInt(Seat::waiting).sum();
        } finally {
            lock.unlock();
        }
    }
}
