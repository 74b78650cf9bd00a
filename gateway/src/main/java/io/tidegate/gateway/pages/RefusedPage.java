package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Optional;

/**
 * What the page of refused entries shows.
 *
 * @param again what came of sending some again
 * @param clouds of which all can be decided about at once
 */
public record RefusedPage(
        Words words, Optional<String> notice, Optional<Again> again, List<Refused> rows, List<Cloud> clouds) {

    static final String PATH = "/rejected";

    /** @param why it was refused again */
    public record Again(boolean good, String text, Optional<Phrase> why) {}

    /** @param sendable whether it is still in the site file */
    public record Cloud(String id, boolean sendable) {

        /** Where the form of a button goes. */
        public String path(String decision) {
            return PATH + "/" + id + "/" + decision;
        }
    }
}
