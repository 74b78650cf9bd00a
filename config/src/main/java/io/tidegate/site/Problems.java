package io.tidegate.site;

import io.tidegate.site.InvalidSite.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong with one file, so that it is all said at once. Used by one thread. */
final class Problems {

    private static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::path);

    /** More help nobody, and would fill log, page and heap; the rest is told when these are mended. */
    static final int FOUND_MAX = 1_000;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Node at, String path, String message) {
        add(at.getStartMark(), path, message);
    }

    /** Without a mark, the file as a whole is meant. */
    void add(Optional<Mark> at, String path, String message) {
        int line = at.map(Mark::getLine).orElse(0) + 1;
        int column = at.map(Mark::getColumn).orElse(0) + 1;
        if (found.size() < FOUND_MAX) {
            found.add(new Problem(file, line, column, path, message));
        }
    }

    /** Nobody can tell what the value at that place means, or one of its list. */
    void unreadable(String path) {
        unreadable.add(path);
    }

    boolean isUnreadable(String path) {
        return unreadable.contains(path);
    }

    /** Passes when nothing was found. */
    void check() throws InvalidSite {
        if (!found.isEmpty()) {
            throw invalid();
        }
    }

    InvalidSite invalid() {
        return new InvalidSite(found.stream().sorted(BY_PLACE).toList());
    }
}
