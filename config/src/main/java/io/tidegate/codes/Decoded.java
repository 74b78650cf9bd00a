package io.tidegate.codes;

import java.util.List;

/** A code, and what is wrong with it. A code with errors still has what could be read. Immutable. */
public record Decoded(Code code, List<Problem> problems) {

    public Decoded {
        problems = List.copyOf(problems);
    }

    /** Warnings are no hindrance. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
