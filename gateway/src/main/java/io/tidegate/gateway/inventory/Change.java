package io.tidegate.gateway.inventory;

import io.tidegate.observation.Item;
import java.util.Optional;

/** What becomes of the change of one item. */
public sealed interface Change {

    /** It is on disk. */
    record Done(Item item, boolean isNew) implements Change {}

    /** Such an item cannot be. */
    record Unfit(String reason) implements Change {}

    /** The item is not, or no longer, as whoever changes it has it before him. */
    record Otherwise(Optional<Item> now) implements Change {}

    /** Nothing can be taken now; the same may be sent again. */
    record Later(String why) implements Change {}

    /** Makes of what is known of an item what shall be known of it, in one piece with all other changes. */
    @FunctionalInterface
    interface Edit {

        /**
         * @param now empty where the catalogue has none
         * @return empty where it is otherwise than the caller thinks
         */
        Optional<Item> of(Optional<Item> now);
    }
}
