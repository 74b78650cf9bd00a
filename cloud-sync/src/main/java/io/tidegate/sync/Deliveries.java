package io.tidegate.sync;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Courier.Duty;
import io.tidegate.sync.Courier.Next;
import io.tidegate.sync.Hold.Why;
import io.tidegate.sync.SinkStatus.Delivering;
import io.tidegate.sync.SinkStatus.Held;
import io.tidegate.sync.SinkStatus.Idle;
import io.tidegate.sync.SinkStatus.State;
import io.tidegate.sync.SinkStatus.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * What a courier does, step by step: it chooses what is next, delivers it, and has the outbox know what became of it. {@link
 * #status} is safe from any thread; all else is the courier's thread's own.
 */
final class Deliveries {

    /**
     * What waits longer than this, and fills more than {@link #LATE_BATCHES}, is left for later, so that people see what is
     * now: it goes in turn with what is fresh.
     */
    static final Duration LATE = Duration.ofSeconds(10);

    static final int LATE_BATCHES = 10;

    /** A look at the outbox without being called. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Duty duty;
    private final Sink sink;
    private final Outbox outbox;
    private final Budget budget;
    private final Offers offers;
    private final Turns turns;
    private final Overview overview;
    private final Times times;
    private final Trouble trouble;

    /** With what is sent again: apart from the other, since it must not hold up what is fresh. */
    private final Trouble troubleAgain;

    private final Outage outage;
    private final Presence presence;
    private volatile State state = new Idle();
    private volatile Tally tally = Tally.NONE;
    private volatile @Nullable Probe probe;
    private Offer offer = Offer.NOTHING;
    private boolean bugLogged;

    Deliveries(Duty duty, Sink sink, Outbox outbox, Times times) {
        this.duty = duty;
        this.sink = sink;
        this.outbox = outbox;
        this.overview = new Overview(outbox, times.nanoTime());
        this.times = times;
        this.trouble = new Trouble(times);
        this.troubleAgain = new Trouble(times);
        this.outage = new Outage(times);
        this.presence = new Presence(outbox, times);
        DefaultRoute route = new DefaultRoute(Path.of("/proc/net"), times.nanoTime());
        this.budget = new Budget(duty.limits(), outbox, times, route);
        this.offers = new Offers(duty, outbox, budget);
        this.turns = new Turns(offers, new Gathering(duty, times.nanoTime()), troubleAgain);
    }

    /** Delivers one batch, if there is one. Neither waits nor sleeps, but for what the sink itself needs. */
    Next step() throws InterruptedException {
        offer = Offer.NOTHING;
        if (budget.busy().isPositive()) {
            // Who calls is answered, or it would end each pause at once.
            return sink.calls() ? rest(budget.hold()) : new Next.After(budget.busy());
        }
        Optional<Hold> hold = budget.hold();
        offer = turns.next(hold.isPresent() ? held() : Turns.Allowed.ALL);
        overview.saw(offer);
        if (offer.isEmpty()) {
            return rest(hold);
        }
        List<Entry> batch = offer.entries();
        Duration early = turns.early(offer);
        if (early.isPositive()) {
            return gathers(early);
        }
        turns.started(offer);
        state = trouble().isOn() ? state : new Delivering();
        try {
            offers.sent(offer, batch.size());
            Settled told = sink.deliver(batch, offer.lane().isLate());
            budget.sent(offer.bytes());
            return settled(told);
        } catch (UnavailableException away) {
            cutShort(away.details());
            return failed(String.valueOf(away.getMessage()), away.retryAfter());
        }
    }

    private Next gathers(Duration left) {
        boolean isLong = left.compareTo(Gathering.LOOK) > 0;
        state = isLong ? new Held(new Hold(Why.GATHERS, times.clock().instant().plus(left))) : state;
        return new Next.After(isLong ? Gathering.LOOK : left);
    }

    private void cutShort(UnavailableException.Details details) {
        int before = details.settled().count();
        if (settle(details.settled()).count() > 0) {
            trouble().eased();
        }
        int open = details.pending() == 0 ? offer.entries().size() - before : details.pending();
        offers.sent(offer, before + open);
        if (details.silent()) {
            offers.unanswered(open);
        }
        if (details.silent() || before > 0) {
            // Some of it went over the line, and nobody knows how much.
            budget.sent(offer.bytes());
        }
    }

    /** Where nothing may pass anything else, what is urgent waits with the rest. */
    private Turns.Allowed held() {
        return budget.urgentGoes() && !duty.inOrder() ? Turns.Allowed.URGENT : Turns.Allowed.NOTHING;
    }

    private Trouble trouble() {
        return offer.again() ? troubleAgain : trouble;
    }

    private Next rest(Optional<Hold> hold) throws InterruptedException {
        try {
            if (sink.tend()) {
                trouble.over();
                took();
            }
        } catch (UnavailableException away) {
            return failed(String.valueOf(away.getMessage()), away.retryAfter());
        }
        tellIfOver();
        hold.ifPresent(_ -> overview.look(duty.batch()));
        if (!trouble.isOn() && !troubleAgain.isOn()) {
            state = hold.filter(_ -> outbox.backlog() > 0).<State>map(Held::new).orElseGet(Idle::new);
        }
        if (offers.isPassingOver()) {
            return new Next.Now();
        }
        Duration wait = Times.soonest(troubleAgain.left(), LOOK_AGAIN);
        if (hold.isPresent()) {
            wait = Times.soonest(
                    Duration.between(times.clock().instant(), hold.get().until()), wait);
            return new Next.WhenThereIsMore(held() == Turns.Allowed.URGENT ? Lane.URGENT : Lane.AGAIN, wait);
        }
        return new Next.WhenThereIsMore(Lane.FRESH, wait);
    }

    private Next settled(Settled told) {
        if (told.count() == 0) {
            throw new IllegalStateException("a delivery that returned has settled nothing");
        }
        offers.answered(offer);
        if (settle(told).count() == 0) {
            return failed(
                    "refuses all that it was given ("
                            + told.rejected().getFirst().reason()
                            + "): check the url, token and rights of this sink, and that it is there for these entries",
                    Optional.empty());
        }
        trouble().over();
        took();
        tellIfOver();
        state = new Delivering();
        turns.delivered(offer);
        if (offer.lane() == Lane.FRESH && isLate()) {
            leap();
        }
        return new Next.Now();
    }

    private void took() {
        outage.took();
        presence.answered();
    }

    /** Only after the place has taken something: it may be away for days more. */
    private boolean isLate() {
        Duration age = Duration.between(
                offer.entries().getFirst().recordedAt(), times.clock().instant());
        return !duty.inOrder()
                && age.compareTo(LATE) > 0
                && outbox.backlog() - outbox.owed()
                        > (long) LATE_BATCHES * duty.batch().entries();
    }

    private void leap() {
        if (outbox.leap()) {
            Logger.info(
                    "cloud '{}' gets what is recorded now at once; {} entries from before follow beside it",
                    duty.id(),
                    outbox.owed());
        }
    }

    /** @return what of it is to be believed, which the outbox knows then */
    private Settled settle(Settled told) {
        Settled settled = offers.settle(offer, told);
        if (!settled.rejected().isEmpty()) {
            Rejected first = settled.rejected().getFirst();
            Logger.warn(
                    "cloud '{}' refused {} of {} entries for good; they are parked. The first, {}: {}",
                    duty.id(),
                    settled.rejected().size(),
                    settled.count(),
                    first.position(),
                    first.reason());
        }
        if (settled.count() > 0) {
            overview.settled(offer, settled.count());
            tally = tally.with(settled, times.clock().instant());
        }
        return settled;
    }

    private Next failed(String reason, Optional<Duration> asked) {
        Trouble now = trouble();
        turns.failed();
        outage.failed(reason).ifPresent(words -> Logger.warn("cloud '{}' {}", duty.id(), words));
        presence.failed(reason);
        Duration pause = now.failed(asked);
        tally = tally.with(new Tally.Failure(times.clock().instant(), reason));
        state = new Waiting(reason, now.since(), times.clock().instant().plus(pause));
        return offer.again() ? new Next.Now() : new Next.After(pause);
    }

    /** A mistake in the sink is an outage like any other; it is told with all that is known of it once. */
    Next failed(Throwable bug) {
        if (!bugLogged) {
            Logger.error(bug, "cloud '{}': a mistake in the {} sink; please report it", duty.id(), duty.type());
            bugLogged = true;
        }
        // Not its message: who did not expect it cannot know what stands in it, be it a secret.
        String kind = bug.getClass().getSimpleName();
        return failed("a mistake in the " + duty.type() + " sink (" + kind + "): see the log", Optional.empty());
    }

    /** Asks the place whether it is there. Where it is, a pause after a failure ends. */
    Probe probe() throws InterruptedException {
        Optional<String> reason = Optional.empty();
        try {
            sink.probe();
            trouble.over();
            presence.answered();
        } catch (UnavailableException away) {
            reason = Optional.of(String.valueOf(away.getMessage()));
            tally = tally.with(new Tally.Failure(times.clock().instant(), reason.get()));
        }
        Probe now = new Probe(times.clock().instant(), reason);
        probe = now;
        return now;
    }

    /** How long the place is still left alone; not positive where it may be tried. */
    Duration left() {
        return trouble.left();
    }

    private void tellIfOver() {
        outage.over(outbox.backlog()).ifPresent(words -> {
            Logger.info("cloud '{}' {}", duty.id(), words);
            bugLogged = false;
        });
    }

    SinkStatus status() {
        Tally now = tally;
        return new SinkStatus(
                duty.id(),
                duty.type(),
                state,
                overview.backlog(),
                now.delivered(),
                now.rejected(),
                now.lastSuccess(),
                now.lastFailure().map(Tally.Failure::reason),
                now.lastFailure().map(Tally.Failure::at),
                Optional.ofNullable(probe));
    }
}
