package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void a_word_that_is_nearly_right_is_offered() {
        assertEquals("Did you mean 'back-room'?", Nearest.hint("bak-room", List.of("sales-floor", "back-room")));
    }

    @Test
    void what_there_is_is_listed_once_and_without_what_stands_for_a_wrong_name() {
        List<String> known = List.of(Scalars.ID_STAND_IN, "back-room", "back-room");
        assertEquals("Known here: back-room.", Nearest.hint("yard", known));
        assertEquals("", Nearest.hint("yard", List.of(Scalars.ID_STAND_IN)));
    }
}
