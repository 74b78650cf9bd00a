package io.tidegate.gateway.siteversions;

import io.tidegate.site.SiteChange;
import java.util.ArrayList;
import java.util.List;

/** A change in words for the log. Functions only. */
final class Told {

    private Told() {}

    static String of(SiteChange change) {
        List<String> parts = new ArrayList<>();
        tell("device(s)", change.devices(), parts);
        tell("sink(s)", change.sinks(), parts);
        if (change.profiles()) {
            parts.add("profiles changed");
        }
        if (!change.atRestart().isEmpty()) {
            parts.add("at the next start only: " + String.join(", ", change.atRestart()));
        }
        return parts.isEmpty() ? "the same in other words" : String.join("; ", parts);
    }

    private static void tell(String what, SiteChange.Ids ids, List<String> told) {
        tell(what + " added", ids.added(), told);
        tell(what + " changed", ids.changed(), told);
        tell(what + " removed", ids.removed(), told);
    }

    private static void tell(String what, List<String> ids, List<String> told) {
        if (!ids.isEmpty()) {
            told.add(what + " " + String.join(", ", ids));
        }
    }
}
