package io.tidegate.gateway.siteversions;

import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteFile;
import java.io.IOException;
import java.util.List;
import org.tinylog.Logger;

/**
 * By which text a gateway starts. It only reads, since another gateway may still run on the same data; what follows from it is
 * written down when the journal is open, by {@link SiteVersions}. Immutable.
 *
 * <p>A site file that somebody has touched since the gateway looked at it last is meant, and is taken. One that nobody has
 * touched is not asked again: where a version from elsewhere is in force, or what the file says was tried and taken back, the
 * version in force is. So it is where nobody can use what the file says: a power cut with nobody there who could mend it must not
 * be the end.
 *
 * @param site what is meant
 * @param text the same in words
 * @param inFile what stands in the site file
 * @param history what was known of versions before
 * @param mistakes for which the site file was not taken, each with its place and what to do
 */
public record Start(SiteFile site, String text, String inFile, VersionHistory history, List<String> mistakes) {

    /** @throws InvalidSite with every problem of the site file where it never ran by another one, or of the version in force */
    public static Start by(SiteText source) throws InvalidSite {
        String inFile = source.now();
        try {
            return by(source, inFile, source.read(inFile, source.name()));
        } catch (InvalidSite invalid) {
            return without(source, inFile, invalid);
        }
    }

    private static Start without(SiteText source, String inFile, InvalidSite invalid) throws InvalidSite {
        VersionFiles versions = VersionFiles.at(source.data(inFile));
        try {
            VersionHistory history = versions.load();
            if (history.inForce() > 0) {
                return inForce(source, inFile, versions, history, Transaction.problems(invalid));
            }
        } catch (IOException | InvalidSite unusable) {
            invalid.addSuppressed(unusable);
        }
        throw invalid;
    }

    private static Start by(SiteText source, String inFile, SiteFile file) throws InvalidSite {
        VersionFiles versions = VersionFiles.at(file.gateway().data());
        VersionHistory history = VersionHistory.NONE;
        try {
            history = versions.load();
            boolean isAnother = history.inForce() > 0
                    && history.seen().equals(VersionFiles.digest(inFile))
                    && !versions.text(history.inForce()).equals(inFile);
            if (isAnother) {
                return inForce(source, inFile, versions, history, List.of());
            }
        } catch (IOException unreadable) {
            Logger.error(
                    unreadable,
                    "The versions of the site file cannot be read; it is started by what the file says now");
        }
        return new Start(file, inFile, inFile, history, List.of());
    }

    private static Start inForce(
            SiteText source, String inFile, VersionFiles versions, VersionHistory history, List<String> mistakes)
            throws IOException, InvalidSite {
        String text = versions.text(history.inForce());
        SiteFile site = source.read(text, versions.place(history.inForce()).toString());
        return new Start(site, text, inFile, history, mistakes);
    }

    /** By this site, whatever was in force. */
    public static Start as(SiteFile site, String text) {
        try {
            return new Start(
                    site, text, text, VersionFiles.at(site.gateway().data()).load(), List.of());
        } catch (IOException unreadable) {
            return new Start(site, text, text, VersionHistory.NONE, List.of());
        }
    }
}
