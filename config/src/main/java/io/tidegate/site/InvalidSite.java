package io.tidegate.site;

import java.util.List;
import java.util.stream.Collectors;

/** The site file cannot be used. It names every problem that was found, sorted by place. */
public final class InvalidSite extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidSite(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * One problem.
     *
     * @param file as the caller named it
     * @param line from 1
     * @param column from 1
     * @param path of the key, such as {@code devices[3].topic}; empty where the file as a whole is meant
     * @param message what is wrong, and what to do
     */
    public record Problem(String file, int line, int column, String path, String message) {

        @Override
        public String toString() {
            String place = file + ":" + line + ":" + column;
            return path.isEmpty() ? place + ": " + message : place + " " + path + ": " + message;
        }
    }
}
