package io.tidegate.clouds.http;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Gives a server that refuses a batch as such its halves, down to single entries, so that one entry it cannot take stops
 * no other. Where the line breaks in between, the delivery has come so far. Used by one delivery.
 */
public final class Halves {

    /**
     * So often a server may refuse before it has taken something of a batch; then the delivery ends with what is known of
     * its beginning. One that takes nothing at all is not asked a thousand times.
     */
    static final int REFUSALS_MAX = 32;

    /** Asks the server to take some neighbours of the batch. */
    public interface Post {
        Answer answer(List<Entry> part) throws UnavailableException, InterruptedException;
    }

    private final String place;
    private final Post post;
    private final UnaryOperator<Settled> told;
    private final Deque<List<Entry>> parts = new ArrayDeque<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int settled;
    private int refusals;

    /**
     * @param place the server's name, for what is said of it
     * @param told what is settled of the courier's batch when so much is settled of ours
     */
    public Halves(String place, Post post, UnaryOperator<Settled> told) {
        this.place = place;
        this.post = post;
        this.told = told;
    }

    /** @param most at most so many entries at once */
    public Settled deliver(List<Entry> batch, int most) throws UnavailableException, InterruptedException {
        for (int from = 0; from < batch.size(); from += most) {
            parts.add(batch.subList(from, Math.min(batch.size(), from + most)));
        }
        while (!parts.isEmpty() && (rejected.size() < settled || refusals < REFUSALS_MAX)) {
            deliver(parts.pop());
        }
        return sofar();
    }

    private void deliver(List<Entry> part) throws UnavailableException, InterruptedException {
        int half = part.size() / 2;
        switch (answer(part)) {
            case Answer.Taken() -> settled += part.size();
            case Answer.NotNow(String reason, Optional<Duration> retryAfter) ->
                throw new UnavailableException(place + " " + reason, retryAfter, null).after(sofar(), part.size());
            case Answer.Refused(String reason, Proof proof)
            when half == 0 -> {
                rejected.add(new Rejected(part.getFirst().position(), reason, proof));
                settled++;
                refusals++;
            }
            case Answer.Refused _ -> {
                parts.push(part.subList(half, part.size()));
                parts.push(part.subList(0, half));
                refusals++;
            }
        }
    }

    private Answer answer(List<Entry> part) throws UnavailableException, InterruptedException {
        try {
            return post.answer(part);
        } catch (UnavailableException broken) {
            throw broken.after(sofar(), part.size());
        }
    }

    private Settled sofar() {
        return told.apply(new Settled(settled, rejected));
    }
}
