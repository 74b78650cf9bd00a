package io.tidegate.gateway.siteversions;

import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteFile;
import java.io.IOException;
import org.tinylog.Logger;

/**
 * By which text a gateway starts. It only reads, since another gateway may still run on the same data; what follows from it is
 * written down when the journal is open, by {@link SiteVersions}. Immutable.
 *
 * <p>A site file that somebody has touched since the gateway looked at it last is meant, and is taken. One that nobody has
 * touched is not asked again: where a version from elsewhere is in force, or what the file says was tried and taken back, the
 * version in force is.
 *
 * @param site what is meant
 * @param text the same in words
 * @param inFile what stands in the site file
 * @param history what was known of versions before
 */
public record Start(SiteFile site, String text, String inFile, VersionHistory history) {

    /** @throws InvalidSite with every problem of the site file, or of the version in force instead */
    public static Start by(SiteText source) throws InvalidSite {
        String inFile = source.now();
        SiteFile file = source.read(inFile, source.name());
        VersionFiles versions = VersionFiles.at(file.gateway().data());
        VersionHistory history = VersionHistory.NONE;
        try {
            history = versions.load();
            if (history.inForce() > 0 && history.seen().equals(VersionFiles.digest(inFile))) {
                String text = versions.text(history.inForce());
                String name = versions.place(history.inForce()).toString();
                return new Start(text.equals(inFile) ? file : source.read(text, name), text, inFile, history);
            }
        } catch (IOException unreadable) {
            Logger.error(
                    unreadable,
                    "The versions of the site file cannot be read; it is started by what the file says now");
        }
        return new Start(file, inFile, inFile, history);
    }

    /** By this site, whatever was in force. */
    public static Start as(SiteFile site, String text) {
        try {
            return new Start(
                    site, text, text, VersionFiles.at(site.gateway().data()).load());
        } catch (IOException unreadable) {
            return new Start(site, text, text, VersionHistory.NONE);
        }
    }
}
