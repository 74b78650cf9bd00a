package io.tidegate.gateway.pages;

import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.gateway.siteversions.SiteVersion;
import io.tidegate.gateway.siteversions.Verdict;
import io.tidegate.gateway.siteversions.VersionText;
import io.tidegate.gateway.siteversions.Who;
import io.tidegate.site.SiteFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A site file that says what the test says. Safe from any thread. */
final class HandSite implements SiteDoor {

    volatile Look look = new Look.Same();
    final AtomicInteger applied = new AtomicInteger();

    /** The newest first. */
    final List<VersionText> kept = new CopyOnWriteArrayList<>();

    /** What becomes of texts that are proposed, and what they were. */
    volatile CompletionStage<Verdict> verdict = CompletableFuture.completedStage(new Verdict.Same());

    final List<String> proposed = new CopyOnWriteArrayList<>();
    private final SiteFile running;

    HandSite(SiteFile running) {
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
