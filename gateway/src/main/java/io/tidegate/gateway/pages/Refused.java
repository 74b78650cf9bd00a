package io.tidegate.gateway.pages;

import java.util.Optional;

/**
 * A rejected entry as a row of its page.
 *
 * @param device its name; empty when the entry's copy is damaged
 * @param replaying it is being sent again
 * @param sendable its cloud is still in the site file
 */
public record Refused(
        String cloud,
        Entry entry,
        Optional<String> device,
        Phrase values,
        Refusal refusal,
        boolean replaying,
        boolean sendable) {

    public record Entry(String id, long position) {}

    /**
     * The last of them.
     *
     * @param times how often it was refused so far, where more than once
     */
    public record Refusal(String when, Phrase why, Optional<String> times) {}

    /** Where the form of a button goes. */
    public String path(String decision) {
        return RefusedPage.PATH + "/" + cloud + "/" + entry.position + "/" + decision;
    }
}
