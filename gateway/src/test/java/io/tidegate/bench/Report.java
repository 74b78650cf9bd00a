package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table, in Markdown; and its place in the documents, between two marks, beside what a person wrote there. */
record Report(String machine, List<Line> lines) {

    private static final String BEGIN = "<!-- written by ./bench --write: begin -->";
    private static final String END = "<!-- written by ./bench --write: end -->";

    String markdown() {
        List<String> text = new ArrayList<>();
        text.add(machine);
        text.add("");
        text.add("| work | Tidegate | beside, in the same run | ratio | aim |");
        text.add("|---|---|---|---|---|");
        lines.forEach(line -> text.add(line.markdown()));
        return String.join("\n", text);
    }

    void writeInto(Path page) throws IOException {
        String old = Files.readString(page);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " lacks the marks '" + BEGIN + "' and '" + END + "'. Put them back.");
        }
        Files.writeString(
                page, old.substring(0, begin + BEGIN.length()) + "\n" + markdown() + "\n" + old.substring(end));
    }
}
