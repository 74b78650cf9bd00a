package io.tidegate.gateway.siteversions;

import io.tidegate.site.SiteFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A site file that says what the test says. Safe from any thread. */
public final class HandSite implements SiteDoor {

    public volatile Look look = new Look.Same();
    public final AtomicInteger applied = new AtomicInteger();

    /** The newest first. */
    public final List<VersionText> kept = new CopyOnWriteArrayList<>();

    /** What becomes of texts that are proposed, and what they were. */
    public volatile CompletionStage<Verdict> verdict = CompletableFuture.completedStage(new Verdict.Same());

    public final List<String> proposed = new CopyOnWriteArrayList<>();
    private final SiteFile running;

    public HandSite(SiteFile running) {
        this.running = running;
    }

    @Override
    public SiteFile running() {
        return running;
    }

    @Override
    public Look look() {
        return look;
    }

    @Override
    public int mistakes() {
        return look instanceof Look.Wrong(List<String> problems) ? problems.size() : 0;
    }

    @Override
    public CompletionStage<Verdict> apply(Who who) {
        if (look instanceof Look.Changed) {
            applied.incrementAndGet();
            look = new Look.Same();
        }
        return verdict;
    }

    @Override
    public CompletionStage<Verdict> propose(String text, Who who) {
        proposed.add(who + ": " + text);
        return verdict;
    }

    @Override
    public CompletionStage<Verdict> restore(int number, Who who) {
        proposed.add(who + ": " + number);
        return verdict;
    }

    @Override
    public List<SiteVersion> versions() {
        return kept.stream().map(VersionText::version).toList();
    }

    @Override
    public int inForce() {
        return kept.isEmpty() ? 0 : kept.getFirst().version().number();
    }

    @Override
    public Optional<VersionText> text(int number) {
        return kept.stream().filter(each -> each.version().number() == number).findFirst();
    }
}
