package io.tidegate.gateway.pages;

import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.gateway.siteversions.SiteDoor.Look;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.SiteChange;
import java.util.ArrayList;
import java.util.List;

/**
 * What the page of the site file shows.
 *
 * @param tone of the state
 * @param state in one sentence
 * @param lines what would change, or what is wrong
 * @param applicable whether there is something to apply
 * @param yaml what runs, with every default; secrets are masked
 */
public record SitePage(
        Glance.Tone tone,
        String state,
        List<String> lines,
        boolean applicable,
        String yaml,
        List<VersionRow> versions) {

    static SitePage of(SiteDoor site, Words words) {
        String yaml = EffectiveSite.yaml(site.running());
        List<VersionRow> versions = VersionRow.all(site, words);
        return switch (site.look()) {
            case Look.Same() ->
                new SitePage(Glance.Tone.GOOD, words.raw("file.same"), List.of(), false, yaml, versions);
            case Look.Changed(SiteChange change) ->
                new SitePage(
                        Glance.Tone.WARN,
                        words.raw(change.isApplicable() ? "file.changed" : "file.later"),
                        lines(change, words),
                        change.isApplicable(),
                        yaml,
                        versions);
            case Look.Wrong(List<String> problems) ->
                new SitePage(
                        Glance.Tone.BAD, words.say("file.wrong", problems.size()), problems, false, yaml, versions);
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
