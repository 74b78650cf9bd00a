package io.tidegate.gateway.pages;

import io.tidegate.site.SiteFile;

/**
 * What stands around every page. Immutable.
 *
 * @param insecure whether others can open it without a log-in; every page says so
 */
public record Frame(String siteName, boolean insecure) {

    static Frame of(SiteFile site) {
        return new Frame(site.site().name(), !site.web().onlyThisBox());
    }
}
