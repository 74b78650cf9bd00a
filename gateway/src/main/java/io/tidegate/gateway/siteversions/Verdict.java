package io.tidegate.gateway.siteversions;

import io.tidegate.site.SiteChange;
import java.util.List;

/** What came of a change of the site file. Immutable. */
public sealed interface Verdict {

    /** It says what runs already. */
    record Same() implements Verdict {}

    /**
     * It is in force, also after a crash.
     *
     * @param change what it has changed; what it lists as {@code atRestart} waits for the next start
     */
    record Committed(SiteVersion version, SiteChange change) implements Verdict {}

    /**
     * It was tried and taken back; all is as before.
     *
     * @param reason in words for staff
     */
    record Reverted(SiteVersion version, String reason) implements Verdict {}

    /**
     * Nothing of it was tried.
     *
     * @param problems each with its place and what to do
     */
    record Wrong(List<String> problems) implements Verdict {

        public Wrong {
            problems = List.copyOf(problems);
        }
    }

    /** Nothing of it was tried, though it is a site file. */
    record Refused(String reason, String remedy) implements Verdict {}
}
