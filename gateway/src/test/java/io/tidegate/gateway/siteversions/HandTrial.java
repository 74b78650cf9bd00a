package io.tidegate.gateway.siteversions;

import io.tidegate.site.SiteFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What runs, as the test wants it to run. Safe from any thread. */
final class HandTrial implements Trial {

    final List<String> done = new CopyOnWriteArrayList<>();
    volatile Optional<String> trouble = Optional.empty();

    /** Looking at how it runs waits for this. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public void begin(SiteFile now, SiteFile next) {
        done.add("begin " + devices(next));
        if (devices(next).equals("bug")) {
            throw new IllegalStateException("planted");
        }
    }

    @Override
    public void keep(SiteFile now, SiteFile next) {
        done.add("keep " + devices(next));
    }

    @Override
    public void undo(SiteFile now, SiteFile next) {
        done.add("undo to " + devices(now));
    }

    private static String devices(SiteFile site) {
        return String.join(
                " ", site.devices().stream().map(each -> each.id().value()).toList());
    }

    @Override
    public Health health() {
        return (SiteFile _, Duration _) -> {
            gate.await();
            return trouble;
        };
    }
}
