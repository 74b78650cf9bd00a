package io.tidegate.house;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;

/** What was found against one rule. All of it is told at once, with what to do about it. */
final class Breaches {

    private final String rule;
    private final List<String> found = new ArrayList<>();

    Breaches(String rule) {
        this.rule = rule;
    }

    void add(String where) {
        found.add(where);
    }

    void addIf(boolean broken, String where) {
        if (broken) {
            found.add(where);
        }
    }

    void report() {
        if (!found.isEmpty()) {
            fail(rule + "\n  " + String.join("\n  ", found));
        }
    }
}
