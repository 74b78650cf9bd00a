package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the form shows in which an item is made or changed.
 *
 * @param heading what it is about
 * @param path where the form goes
 * @param id of the item; empty for a new one
 * @param tag of the item as the form has it
 * @param tracked the ticked ones
 * @param theirs what somebody else has made meanwhile of what is ticked, by column
 */
public record ItemPage(
        Words words,
        Optional<Phrase> notice,
        String heading,
        String path,
        Optional<String> id,
        String tag,
        List<Field> fields,
        Set<String> tracked,
        boolean retired,
        Map<String, String> theirs) {

    /**
     * @param name of the column
     * @param example of what is written there; empty where nobody needs one
     * @param fixed cannot be changed any more
     * @param theirs what somebody else has made of it meanwhile
     */
    public record Field(
            String name, String label, String value, String example, boolean fixed, Optional<String> theirs) {}

    /** The page of its stock. */
    public Optional<String> stockHref() {
        return id.map(StockWords::href);
    }
}
