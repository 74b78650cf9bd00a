package io.tidegate.gateway;

import io.tidegate.gateway.pages.SiteDoor;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteChange;
import io.tidegate.site.SiteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.tinylog.Logger;

/** The site file of a running gateway, which may be changed and applied. Safe from any thread. */
final class ChangingSiteFile implements SiteDoor {

    /** Reads the site file anew. */
    @FunctionalInterface
    interface Source {
        SiteFile load() throws InvalidSite;
    }

    private final Source source;
    private final BiConsumer<SiteFile, SiteFile> application;
    private volatile SiteFile running;

    /**
     * @param running by which the gateway was started
     * @param application changes what runs from the one to the other; returns when it is done
     */
    ChangingSiteFile(SiteFile running, Source source, BiConsumer<SiteFile, SiteFile> application) {
        this.running = running;
        this.source = source;
        this.application = application;
    }

    @Override
    public SiteFile running() {
        return running;
    }

    @Override
    public Look look() {
        try {
            return compared(source.load());
        } catch (InvalidSite invalid) {
            return wrong(invalid);
        }
    }

    private static Look.Wrong wrong(InvalidSite invalid) {
        return new Look.Wrong(invalid.problems().stream().map(String::valueOf).toList());
    }

    private Look compared(SiteFile next) {
        SiteChange change = SiteChange.between(running, next);
        return change.isEmpty() ? new Look.Same() : new Look.Changed(change);
    }

    @Override
    public synchronized Look apply() {
        SiteFile next;
        try {
            next = source.load();
        } catch (InvalidSite invalid) {
            Look.Wrong wrong = wrong(invalid);
            Logger.warn(
                    "The site file has {} problem(s), so nothing was changed:\n{}",
                    wrong.problems().size(),
                    String.join("\n", wrong.problems()));
            return wrong;
        }
        Look look = compared(next);
        if (look instanceof Look.Changed(SiteChange change)) {
            application.accept(running, next);
            running = running.with(next);
            Logger.info("The site file was applied: {}", told(change));
        } else {
            Logger.info("The site file says what runs already; nothing was changed");
        }
        return look;
    }

    private static String told(SiteChange change) {
        List<String> parts = new ArrayList<>();
        tell("device(s)", change.devices(), parts);
        tell("sink(s)", change.sinks(), parts);
        if (change.profiles()) {
            parts.add("profiles changed");
        }
        if (!change.atRestart().isEmpty()) {
            parts.add("at the next start only: " + String.join(", ", change.atRestart()));
        }
        return String.join("; ", parts);
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
