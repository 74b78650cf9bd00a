package io.tidegate.gateway.pages;

import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.gateway.siteversions.VersionText;
import java.io.IOException;

/** One version of the site file as a page. On a worker thread; safe from any of them. */
final class SiteVersionPages {

    private final Rooms rooms;

    SiteVersionPages(Rooms rooms) {
        this.rooms = rooms;
    }

    Answer show(Asked asked) throws InvalidRequest, IOException {
        Words words = rooms.words(asked);
        SiteDoor site = rooms.siteFile();
        VersionText version = site.text(SiteApi.number(asked.path().getOrDefault("number", "")))
                .orElseThrow(SiteApi::noSuchVersion);
        VersionRow row = VersionRow.of(version.version(), site.inForce(), words);
        return Answer.html(
                Markup.version(words, Frame.of(rooms.site()), row, String.join("\n", version.diff()), version.text()));
    }
}
