package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which parts start anew when the site file changes, and in which order. */
class PartsTest {

    private final List<String> told = new ArrayList<>();
    private final Parts<String, Part> parts =
            new Parts<>("device", config -> config.substring(0, config.indexOf(':')), Part::new);

    /** Its configuration is {@code id:rest}; one whose rest is "broken" does not open, "stubborn" does not close. */
    private final class Part implements AutoCloseable {
        private final String config;

        Part(String config) {
            if (config.endsWith("broken")) {
                throw new IllegalStateException(config);
            }
            this.config = config;
            told.add("open " + config);
        }

        @Override
        public void close() {
            told.add("close " + config);
            if (config.endsWith("stubborn")) {
                throw new IllegalStateException(config);
            }
        }
    }

    private void become(String... wanted) {
        parts.become(List.of(wanted), () -> told.add("between"));
    }

    @Test
    void only_what_changed_starts_anew_and_the_old_ends_before_the_new_begins() {
        become("a:1", "b:1", "c:1");
        Part a = parts.running().getFirst();
        told.clear();
        become("d:1", "a:1", "b:2");
        assertEquals(List.of("close b:1", "close c:1", "between", "open d:1", "open b:2"), told);
        assertSame(a, parts.running().get(1));
        assertEquals(
                List.of("d:1", "a:1", "b:2"),
                parts.running().stream().map(each -> each.config).toList());
    }

    @Test
    void they_close_with_the_newest_first_each_whatever_the_others_do_and_stay_closed() {
        become("a:1", "b:stubborn", "c:1");
        told.clear();
        parts.close();
        assertEquals(List.of("close c:1", "close b:stubborn", "close a:1"), told);
        become("a:1");
        assertEquals(3, told.size());
    }

    @Test
    void a_mistake_in_one_leaves_the_others_running() {
        become("a:1", "b:1");
        assertThrows(IllegalStateException.class, () -> become("x:broken", "a:1", "b:1"));
        assertEquals(
                List.of("a:1", "b:1"),
                parts.running().stream().map(each -> each.config).toList());
        told.clear();
        parts.close();
        assertEquals(List.of("close b:1", "close a:1"), told);
    }
}
