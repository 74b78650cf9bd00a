package io.tidegate.gateway.siteversions;

import io.tidegate.site.SiteFile;
import java.time.Duration;
import java.util.Optional;

/** What runs by the site file, and whether it runs well. Used by the thread that tries versions only. */
public interface Trial {

    /**
     * Changes what runs, so that it can be undone without a loss: what was kept for parts that go is kept on, and parts that
     * are new or different give nothing away.
     */
    void begin(SiteFile now, SiteFile next);

    /** It stays, and what was kept for parts that have gone is let go. */
    void keep(SiteFile now, SiteFile next);

    /** All is as before. */
    void undo(SiteFile now, SiteFile next);

    /** Looks how it runs before a change. */
    Health health() throws InterruptedException;

    /** How it ran then. */
    @FunctionalInterface
    interface Health {

        /**
         * Looks whether it runs as well as then.
         *
         * @param atMost so long it may take
         * @return what is wrong, in words for staff; empty where nothing is
         */
        Optional<String> trouble(SiteFile running, Duration atMost) throws InterruptedException;
    }

    /**
     * @param whole after it a version that does not run well is taken back
     * @param pause between two looks
     */
    record Limits(Duration whole, Duration pause) {
        public static final Limits USUAL = new Limits(Duration.ofSeconds(60), Duration.ofSeconds(1));
    }
}
