package io.tidegate.gateway.pages;

import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.gateway.siteversions.SiteDoor.Look;
import io.tidegate.gateway.siteversions.SiteVersion;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.SiteChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the page of the site file shows.
 *
 * @param tone of the state
 * @param state in one sentence
 * @param lines what would change, or what is wrong
 * @param offer whether there is something to apply
 * @param yaml what runs, with every default; secrets are masked
 */
public record SitePage(
        Glance.Tone tone, String state, List<String> lines, Offer offer, String yaml, List<VersionRow> versions) {

    /** What can be done with the site file as it is. */
    public enum Offer {
        NOTHING,
        APPLY,
        /** What it says was tried last, and taken back. */
        AGAIN,
        /** A version is being tried, and nothing else until that is over. */
        TRYING
    }

    public boolean applicable() {
        return offer == Offer.APPLY || offer == Offer.AGAIN;
    }

    public boolean failed() {
        return offer == Offer.AGAIN;
    }

    boolean trying() {
        return offer == Offer.TRYING;
    }

    private record State(Glance.Tone tone, String text, List<String> lines, Offer offer) {}

    static SitePage of(SiteDoor site, Words words) {
        State state = trying(site)
                .map(tried -> new State(
                        Glance.Tone.WARN,
                        words.say("file.trying.now", tried.number(), site.inForce()),
                        List.of(),
                        Offer.TRYING))
                .orElseGet(() -> state(site, words));
        return new SitePage(
                state.tone,
                state.text,
                state.lines,
                state.offer,
                EffectiveSite.yaml(site.running()),
                VersionRow.all(site, words));
    }

    private static Optional<SiteVersion> trying(SiteDoor site) {
        return site.versions().stream()
                .filter(each -> each.outcome() instanceof SiteVersion.Outcome.Trying)
                .findFirst();
    }

    private static State state(SiteDoor site, Words words) {
        return switch (site.look()) {
            case Look.Same() -> new State(Glance.Tone.GOOD, words.raw("file.same"), List.of(), Offer.NOTHING);
            case Look.Changed(SiteChange change, var _)
            when !change.isApplicable() ->
                new State(Glance.Tone.WARN, words.raw("file.later"), lines(change, words), Offer.NOTHING);
            case Look.Changed(SiteChange change, var takenBack)
            when takenBack.isPresent() ->
                new State(
                        Glance.Tone.BAD,
                        words.say("file.failed", takenBack.get().number(), site.inForce()),
                        lines(change, words),
                        Offer.AGAIN);
            case Look.Changed(SiteChange change, var _) ->
                new State(Glance.Tone.WARN, words.raw("file.changed"), lines(change, words), Offer.APPLY);
            case Look.Wrong(List<String> problems) ->
                new State(Glance.Tone.BAD, words.say("file.wrong", problems.size()), problems, Offer.NOTHING);
        };
    }

    private static List<String> lines(SiteChange change, Words words) {
        List<String> lines = new ArrayList<>();
        add("file.devices.added", change.devices().added(), words, lines);
        add("file.devices.changed", change.devices().changed(), words, lines);
        add("file.devices.removed", change.devices().removed(), words, lines);
        add("file.sinks.added", change.sinks().added(), words, lines);
        add("file.sinks.changed", change.sinks().changed(), words, lines);
        add("file.sinks.removed", change.sinks().removed(), words, lines);
        if (change.profiles()) {
            lines.add(words.raw("file.profiles"));
        }
        add("file.restart", change.atRestart(), words, lines);
        return lines;
    }

    private static void add(String key, List<String> names, Words words, List<String> lines) {
        if (!names.isEmpty()) {
            lines.add(words.say(key, String.join(", ", names)));
        }
    }
}
