package io.tidegate.sync;

import io.tidegate.testing.Awaiting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A desk that writes down what it is given, as soon as the test lets it. Safe from any thread. */
public final class HandDesk implements CommandDesk {

    public final List<ReceivedCommand> received = new CopyOnWriteArrayList<>();
    public volatile Optional<String> trouble = Optional.empty();
    private volatile CountDownLatch open = new CountDownLatch(0);

    @Override
    public void received(List<ReceivedCommand> commands) throws InterruptedException {
        received.addAll(commands);
        open.await();
    }

    @Override
    public void line(Optional<String> now) {
        trouble = now;
    }

    /** Nothing is on disk until {@link #open}. */
    public void shut() {
        open = new CountDownLatch(1);
    }

    public void open() {
        open.countDown();
    }

    public void awaitTexts(String... texts) {
        Awaiting.until("it has come: " + List.of(texts) + ", not " + texts(), () -> texts().equals(List.of(texts)));
    }

    /** What was not acknowledged in time comes again. */
    public void awaitOnceOrMore(String... texts) {
        Awaiting.until(
                "it has come, once or more: " + List.of(texts),
                () -> texts().stream().distinct().toList().equals(List.of(texts)));
    }

    public List<String> texts() {
        return received.stream()
                .map(each -> new String(each.payload(), StandardCharsets.UTF_8))
                .toList();
    }
}
