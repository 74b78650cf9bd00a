package io.tidegate.gateway.pages;

import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.gateway.siteversions.SiteVersion;
import io.tidegate.gateway.siteversions.SiteVersion.Outcome;
import io.tidegate.gateway.siteversions.Who;
import java.util.List;
import java.util.Optional;

/**
 * A version of the site file, as a list shows it. Immutable.
 *
 * @param outcome what became of it
 * @param why it was taken back
 * @param restorable whether one can go back to it
 */
public record VersionRow(
        int number,
        String when,
        String who,
        String outcome,
        Glance.Tone tone,
        Optional<Phrase> why,
        boolean restorable) {

    /** Who wants more asks the API. */
    private static final int ROWS_MAX = 20;

    static List<VersionRow> all(SiteDoor site, Words words) {
        return site.versions().stream()
                .limit(ROWS_MAX)
                .map(each -> of(each, site.inForce(), words))
                .toList();
    }

    static VersionRow of(SiteVersion version, int inForce, Words words) {
        boolean isInForce = version.number() == inForce;
        Who who = version.who();
        return new VersionRow(
                version.number(),
                words.moment(version.at()),
                words.say("file.who." + who.door().word(), who.name()).strip(),
                words.raw(isInForce ? "file.inforce" : outcome(version.outcome())),
                isInForce ? Glance.Tone.GOOD : tone(version.outcome()),
                version.outcome() instanceof Outcome.Reverted(String reason)
                        ? Optional.of(words.reason(reason))
                        : Optional.empty(),
                !isInForce && !(version.outcome() instanceof Outcome.Trying));
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Trying() -> "file.trying";
            case Outcome.Committed() -> "file.was";
            case Outcome.Reverted(String _) -> "file.reverted";
        };
    }

    private static Glance.Tone tone(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Trying() -> Glance.Tone.WARN;
            case Outcome.Committed() -> Glance.Tone.GOOD;
            case Outcome.Reverted(String _) -> Glance.Tone.BAD;
        };
    }
}
