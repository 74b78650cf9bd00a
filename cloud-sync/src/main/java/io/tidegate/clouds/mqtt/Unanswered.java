package io.tidegate.clouds.mqtt;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What a broker has still to answer. Safe from any thread. */
final class Unanswered {

    /** Each is one of its own. */
    private static final class Question {
        private final CompletableFuture<Void> outcome = new CompletableFuture<>();
    }

    private final Set<Question> open = ConcurrentHashMap.newKeySet();

    /** Completed by whichever of Paho's threads knows first. */
    CompletableFuture<Void> one() {
        Question question = new Question();
        open.add(question);
        // Nobody waits for what this gives.
        var _ = question.outcome.whenComplete((_, _) -> open.remove(question));
        return question.outcome;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The connection is gone: tells all who wait. */
    void fail(Throwable why) {
        for (Question each : open) {
            each.outcome.completeExceptionally(why);
        }
    }
}
