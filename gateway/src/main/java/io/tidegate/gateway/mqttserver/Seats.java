package io.tidegate.gateway.mqttserver;

import io.tidegate.driver.Broker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** The places of the gateway's own drivers, those that are there and those that will come. Safe from any thread. */
final class Seats {

    private final Exchange exchange;
    private final List<Loop> loops;
    private final List<Seat> seats = new CopyOnWriteArrayList<>();
    private final ReentrantLock seating = new ReentrantLock();
    private volatile boolean closed;

    /** @param loops which may still become more */
    Seats(Exchange exchange, List<Loop> loops) {
        this.exchange = exchange;
        this.loops = loops;
    }

    /** For a driver that will come: what matches the filters is not acknowledged before. */
    Seat add(List<String> filters) {
        Seat seat = new Seat(filters);
        seats.add(seat);
        exchange.routes.add(seat);
        return seat;
    }

    /** See {@link Broker#subscribe}. */
    Broker.Subscription subscribe(List<String> filters, Broker.Inbox inbox) {
        seating.lock();
        try {
            Seat seat = vacant(filters).orElseGet(() -> add(filters));
            offerRetained(seat, inbox);
            seat.occupy(inbox);
            offerAgain();
            return new Seated(seat);
        } finally {
            seating.unlock();
        }
    }

    /** See {@link Broker#reassign}. */
    void reassign(List<List<String>> left, List<List<String>> next, Broker.Rest rest) {
        seating.lock();
        try {
            List<Seat> places =
                    seats.stream().filter(each -> left.contains(each.filters())).toList();
            List<Seat> heirs = new ArrayList<>(next.stream().map(Seat::new).toList());
            if (rest == Broker.Rest.KEPT) {
                // Behind the others, so that these get only what nobody else wants.
                left.forEach(filters -> heirs.add(Seat.kept(filters)));
            }
            places.forEach(each -> each.leaveTo(heirs));
            exchange.routes.replace(places, heirs);
            seats.removeAll(places);
            seats.addAll(heirs);
            // What was left to them comes before what comes to them.
            heirs.forEach(this::recall);
            offerAgain();
        } finally {
            seating.unlock();
        }
    }

    private void recall(Seat seat) {
        seat.vacate(loops.size());
        loops.forEach(loop -> loop.execute(() -> loop.recall(seat, this::offerAgain)));
    }

    private Optional<Seat> vacant(List<String> filters) {
        return seats.stream()
                .filter(each ->
                        !each.isKept() && each.isVacant() && each.filters().equals(filters))
                .findFirst();
    }

    /** How many wait for their driver. */
    int vacant() {
        return (int) seats.stream().filter(Seat::isVacant).count();
    }

    /** Old values are for whoever has room for them. */
    private void offerRetained(Seat seat, Broker.Inbox inbox) {
        long now = System.currentTimeMillis();
        for (String filter : seat.filters()) {
            for (Publication each : exchange.retained.matching(filter, now)) {
                if (!inbox.offer(Arrived.oldValue(each, seat))) {
                    return;
                }
            }
        }
    }

    private void offerAgain() {
        loops.forEach(loop -> loop.execute(loop::offerAgain));
    }

    /** No subscription is connected any more. */
    void close() {
        closed = true;
    }

    private final class Seated implements Broker.Subscription {
        private final Seat seat;
        private volatile boolean left;

        Seated(Seat seat) {
            this.seat = seat;
        }

        @Override
        public void resume() {
            offerAgain();
        }

        @Override
        public boolean connected() {
            return !closed && !left;
        }

        @Override
        public void close() {
            seating.lock();
            try {
                if (!left) {
                    left = true;
                    recall(seat);
                }
            } finally {
                seating.unlock();
            }
        }
    }
}
