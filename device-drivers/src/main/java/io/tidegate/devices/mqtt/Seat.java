package io.tidegate.devices.mqtt;

import io.tidegate.driver.Broker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place for a driver: the filters that it wants, and what waits for it. Guarded by the lock of its {@link Session}. */
final class Seat {

    private final List<String> filters;
    private final List<TopicTemplate> templates;
    private final boolean kept;
    private @Nullable List<Seat> heirs;
    private final Deque<Offered> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private Broker.@Nullable Inbox inbox;

    /** The connection on which the filters are subscribed. */
    @Nullable
    PahoLink subscribedOn;

    /** @throws IllegalArgumentException when a filter is none; the message says what is wrong */
    Seat(List<String> filters) {
        this(filters, false);
    }

    private Seat(List<String> filters, boolean kept) {
        this.filters = List.copyOf(filters);
        this.templates = filters.stream().map(TopicTemplate::of).toList();
        this.kept = kept;
    }

    /** Those that get what waits at these places, in the order in which they are asked. */
    static List<Seat> heirs(List<Seat> left, List<List<String>> next, Broker.Rest rest) {
        List<Seat> heirs = new ArrayList<>(next.stream().map(Seat::new).toList());
        if (rest == Broker.Rest.KEPT) {
            // Behind the others, so that these get only what nobody else wants.
            left.forEach(each -> heirs.add(each.kept()));
        }
        return heirs;
    }

    /** Those that get a message of that topic. */
    static List<Seat> wanting(List<Seat> seats, String topic) {
        List<Seat> wanting = seats.stream().filter(seat -> seat.wants(topic)).toList();
        List<Seat> reading = wanting.stream().filter(seat -> !seat.isKept()).toList();
        return reading.isEmpty() ? wanting : reading;
    }

    /** Instead of this one: nobody ever sits there, and what nobody else reads waits ({@link Broker.Rest#KEPT}). */
    Seat kept() {
        Seat instead = new Seat(filters, true);
        instead.subscribedOn = subscribedOn;
        return instead;
    }

    boolean isKept() {
        return kept;
    }

    /** Safe from any thread. */
    List<String> filters() {
        return filters;
    }

    /** It is no place any more: what waits here, and what its driver may still leave, is for the first of these that wants it. */
    void leaveTo(List<Seat> others) {
        heirs = List.copyOf(others);
        passOn();
    }

    private void passOn() {
        List<Seat> all = heirs;
        if (all == null) {
            return;
        }
        for (Offered each : waiting) {
            all.stream()
                    .filter(heir -> heir.wants(each.topic()))
                    .findFirst()
                    .ifPresentOrElse(heir -> heir.inherit(each), each::acknowledge);
        }
        clear();
    }

    private void inherit(Offered message) {
        message.seat = this;
        await(message);
    }

    boolean isVacant() {
        return inbox == null;
    }

    void occupy(Broker.Inbox driver) {
        inbox = driver;
    }

    /** What the driver had and did not bring to disk waits for the next one, before what came later. */
    void vacate(Collection<Offered> left) {
        inbox = null;
        subscribedOn = null;
        List<Offered> later = List.copyOf(waiting);
        clear();
        left.forEach(this::await);
        later.forEach(this::await);
        passOn();
    }

    boolean wants(String topic) {
        for (TopicTemplate template : templates) {
            if (template.match(topic) != null) {
                return true;
            }
        }
        return false;
    }

    /** False when the driver has no room for it, or is not there. */
    boolean offer(Offered message) {
        Broker.Inbox driver = inbox;
        message.isTaken = driver != null && waiting.isEmpty() && driver.offer(message);
        return message.isTaken;
    }

    void await(Offered message) {
        message.isTaken = false;
        waiting.add(message);
        waitingBytes += message.payload().length;
    }

    /** Offers what waits, in order, as long as the driver has room. */
    void offerWaiting() {
        Broker.Inbox driver = inbox;
        Offered next = waiting.peek();
        while (driver != null && next != null) {
            // The driver before this one may have brought it to disk after all.
            next.isTaken = next.isSafe || driver.offer(next);
            if (!next.isTaken) {
                return;
            }
            waiting.remove();
            waitingBytes -= next.payload().length;
            next = waiting.peek();
        }
    }

    int waiting() {
        return waiting.size();
    }

    long waitingBytes() {
        return waitingBytes;
    }

    void clear() {
        waiting.clear();
        waitingBytes = 0;
    }
}
