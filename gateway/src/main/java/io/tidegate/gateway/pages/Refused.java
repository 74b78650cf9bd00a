package io.tidegate.gateway.pages;

import java.util.Optional;

/**
 * A rejected entry as a row of its page.
 *
 * @param device its name; empty when the entry's copy is damaged
 * @param again that it is being sent again, or how often it was refused
 * @param sendable its cloud is still in the site file
 */
public record Refused(
        String when,
        String cloud,
        Entry entry,
        Optional<String> device,
        Phrase values,
        Phrase why,
        Optional<String> again,
        boolean sendable) {

    public record Entry(String id, long position) {}

    /** Where the form of a button goes. */
    public String path(String decision) {
        return RefusedPage.PATH + "/" + cloud + "/" + entry.position + "/" + decision;
    }
}
