package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Optional;

/**
 * What the page of the clouds shows.
 *
 * @param at the gateway's time, by which the page lets ages grow
 */
public record CloudsPage(Words words, String at, Optional<String> notice, List<Cloud> clouds) {

    /**
     * One cloud.
     *
     * @param books what became of all entries, one place a line; the last is their sum
     * @param refused how many are kept for a person to decide; empty where there are none
     * @param uptime in a sentence; empty where it was never tried
     * @param tested what came of asking it last
     * @param whole whether its receiver has everything; empty where it never said what it has
     * @param asked what it asked of the site
     */
    public record Cloud(
            String id,
            Glance.Panel panel,
            List<Count> books,
            Optional<String> refused,
            Optional<String> uptime,
            List<Absence> outages,
            Optional<Tested> tested,
            Optional<Whole> whole,
            Asked asked) {

        /** Where its buttons go. */
        public String path(String what) {
            return CloudsPages.PATH + "/" + id + "/" + what;
        }
    }

    public record Count(String name, String number) {}

    /** @param until empty while it lasts */
    public record Absence(String since, String until, String lasted, Phrase why) {}

    /**
     * What the receiver said last.
     *
     * @param lacks what is missing, the first of it
     * @param again whether there is a button that sends it once more
     * @param sent when that was done
     */
    public record Whole(
            Glance.Tone tone,
            String state,
            Glance.Age when,
            List<String> lacks,
            boolean again,
            Optional<Glance.Age> sent) {}

    /**
     * What it asked of the site.
     *
     * @param commands the last ones
     * @param deaf why it can ask nothing now
     */
    public record Asked(List<Command> commands, Optional<Phrase> deaf) {}

    /** @param outcome and the reason, where it is not done */
    public record Command(
            String when, String what, String id, Glance.Tone tone, String outcome, Optional<Phrase> why) {}

    public record Tested(Glance.Tone tone, Phrase words, Glance.Age when) {}
}
