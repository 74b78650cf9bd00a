package io.tidegate.gateway.pages;

import io.tidegate.site.SiteFile;
import java.util.concurrent.atomic.AtomicInteger;

/** A site file that says what the test says. Safe from any thread. */
final class HandSite implements SiteDoor {

    volatile Look look = new Look.Same();
    final AtomicInteger applied = new AtomicInteger();
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
    public Look apply() {
        Look now = look;
        if (now instanceof Look.Changed) {
            applied.incrementAndGet();
            look = new Look.Same();
        }
        return now;
    }
}
