package io.tidegate.gateway.siteversions;

import io.tidegate.gateway.siteversions.SiteVersion.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of all versions at one moment. Immutable.
 *
 * @param inForce the number of the version by which a start goes; 0: none
 * @param seen a digest of what stood in the site file when it was looked at last: a person has touched it since, where it
 *     says something else
 * @param owed whether the version in force has still to be written to the site file
 * @param versions the newest first
 */
record VersionHistory(int inForce, String seen, boolean owed, List<SiteVersion> versions) {

    static final VersionHistory NONE = new VersionHistory(0, "", false, List.of());

    /** The oldest goes, but for the one in force. A text of 10 KB is usual: together about a megabyte. */
    static final int VERSIONS_MAX = 100;

    static final String ENDED = "the gateway ended before it was known whether it runs well";

    VersionHistory {
        versions = List.copyOf(versions);
    }

    Optional<SiteVersion> version(int number) {
        return versions.stream().filter(each -> each.number() == number).findFirst();
    }

    Optional<SiteVersion> trying() {
        return versions.stream()
                .filter(each -> each.outcome() instanceof Outcome.Trying)
                .findFirst();
    }

    /** One more, from the one in force; with it the number goes up. */
    VersionHistory begun(Instant at, Who who) {
        int number = versions.stream().mapToInt(SiteVersion::number).max().orElse(0) + 1;
        List<SiteVersion> more = new ArrayList<>();
        more.add(new SiteVersion(number, at, who, inForce, new Outcome.Trying()));
        more.addAll(versions);
        while (more.size() > VERSIONS_MAX) {
            more.remove(more.getLast().number() == inForce ? more.get(more.size() - 2) : more.getLast());
        }
        return new VersionHistory(inForce, seen, owed, more);
    }

    SiteVersion newest() {
        return versions.getFirst();
    }

    /** That number is the one in force from now on. */
    VersionHistory committed(int number, boolean owes) {
        return decided(number, new Outcome.Committed()).forced(number, owes);
    }

    private VersionHistory forced(int number, boolean owes) {
        return new VersionHistory(number, seen, owes, versions);
    }

    VersionHistory decided(int number, Outcome outcome) {
        return new VersionHistory(
                inForce,
                seen,
                owed,
                versions.stream()
                        .map(each -> each.number() == number ? each.with(outcome) : each)
                        .toList());
    }

    /** After a start: nobody will decide any more about what was being tried. */
    VersionHistory settled() {
        VersionHistory settled = this;
        for (SiteVersion each : versions) {
            if (each.outcome() instanceof Outcome.Trying) {
                settled = settled.decided(each.number(), new Outcome.Reverted(ENDED));
            }
        }
        return settled;
    }

    VersionHistory seeing(String digest) {
        return new VersionHistory(inForce, digest, owed, versions);
    }

    /** The site file says what is in force. */
    VersionHistory written(String digest) {
        return new VersionHistory(inForce, digest, false, versions);
    }
}
