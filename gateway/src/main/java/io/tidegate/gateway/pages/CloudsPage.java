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
     * @param uptime in a sentence
     * @param tested what came of asking it last
     * @param commands what it asked last
     * @param deaf why it can ask nothing now
     */
    public record Cloud(
            String id,
            Glance.Panel panel,
            List<Count> books,
            Optional<String> refused,
            String uptime,
            List<Absence> outages,
            Optional<Tested> tested,
            List<Command> commands,
            Optional<Phrase> deaf) {

        /** Where its buttons go. */
        public String path(String what) {
            return CloudsPages.PATH + "/" + id + "/" + what;
        }
    }

    public record Count(String name, String number) {}

    /** @param until empty while it lasts */
    public record Absence(String since, String until, String lasted, Phrase why) {}

    /** @param outcome and the reason, where it is not done */
    public record Command(
            String when, String what, String id, Glance.Tone tone, String outcome, Optional<Phrase> why) {}

    public record Tested(Glance.Tone tone, Phrase words, Glance.Age when) {}
}
