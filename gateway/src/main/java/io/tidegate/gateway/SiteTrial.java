package io.tidegate.gateway;

import io.tidegate.gateway.siteversions.Trial;
import io.tidegate.site.SiteFile;

/** Tries a version of the site file on what runs. Used by the thread that tries versions only. */
record SiteTrial(RunningSite parts, SiteHealth now) implements Trial {

    @Override
    public void begin(SiteFile before, SiteFile next) {
        parts.attempt(before, next);
    }

    @Override
    public void keep(SiteFile before, SiteFile next) {
        parts.keep(before, next);
    }

    @Override
    public void undo(SiteFile before, SiteFile next) {
        parts.undo(before, next);
    }

    @Override
    public Health health() throws InterruptedException {
        return now.before();
    }
}
