package io.tidegate.gateway.labels;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Texts in the room that there is for them. Used by one thread. */
final class Writing {

    /** From one line to the next, and from the top of a line to where its letters stand, of the size of the letters. */
    private static final double LINE = 1.14;

    private static final double ASCENT = 0.9;

    private static final double STEP_POINTS = 0.5;

    private static final String CUT = "…";

    /** Stands for each letter that the font has not. */
    private static final String UNKNOWN = "?";

    private final Sheet sheet;

    Writing(Sheet sheet) {
        this.sheet = sheet;
    }

    /** Lines of one size. */
    record Fitted(List<String> lines, double points) {

        /** In millimetres. */
        double height() {
            return lines.size() * points * LINE * Sheet.POINT;
        }
    }

    /** The size of letters whose line is so high. */
    static double points(double height) {
        return height / (LINE * Sheet.POINT);
    }

    /** As large as it fits into so many lines; cut off where even the least size does not. */
    Fitted fit(String text, double width, int linesMax, double most, double least) {
        String clean = clean(text);
        for (double points = most; points > least; points -= STEP_POINTS) {
            List<String> lines = wrapped(clean, width, points, false);
            if (lines.size() <= linesMax) {
                return new Fitted(lines, points);
            }
        }
        List<String> lines = wrapped(clean, width, least, true);
        return new Fitted(lines.size() <= linesMax ? lines : cut(lines, linesMax, width, least), least);
    }

    Fitted line(String text, double width, double most, double least) {
        return fit(text, width, 1, most, least);
    }

    private List<String> cut(List<String> lines, int linesMax, double width, double points) {
        List<String> kept = new ArrayList<>(lines.subList(0, linesMax));
        String last = kept.removeLast();
        while (!last.isEmpty() && sheet.width(last + CUT, points) > width) {
            last = last.substring(0, last.offsetByCodePoints(last.length(), -1));
        }
        kept.add(last.stripTrailing() + CUT);
        return kept;
    }

    /** @param breaking also within a word that is wider than a line; else such a word makes too many lines */
    private List<String> wrapped(String text, double width, double points, boolean breaking) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (sheet.width(longer, points) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (sheet.width(line, points) > width) {
                if (!breaking) {
                    return List.of(text, text, text, text);
                }
                int end = fitting(line, width, points);
                lines.add(line.substring(0, end));
                line = line.substring(end);
            }
        }
        lines.add(line);
        return lines;
    }

    /** So many characters of the word are as wide as there is room; one at least. */
    private int fitting(String word, double width, double points) {
        int end = word.length();
        while (end > word.offsetByCodePoints(0, 1) && sheet.width(word.substring(0, end), points) > width) {
            end = word.offsetByCodePoints(end, -1);
        }
        return end;
    }

    /** What the font can show. */
    private String clean(String text) {
        StringBuilder clean = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(letter -> {
            if (Character.isSpaceChar(letter) || Character.isWhitespace(letter)) {
                clean.append(' ');
            } else if (sheet.has(letter)) {
                clean.appendCodePoint(letter);
            } else {
                clean.append(UNKNOWN);
            }
        });
        return clean.toString().strip();
    }

    /** Of its widest line, in millimetres. */
    double width(Fitted text) {
        return text.lines.stream()
                .mapToDouble(line -> sheet.width(line, text.points))
                .max()
                .orElse(0);
    }

    /** Below that height. */
    void draw(Fitted text, double x, double top) throws IOException {
        double baseline = top + ASCENT * text.points * Sheet.POINT;
        for (String line : text.lines) {
            sheet.text(line, x, baseline, text.points);
            baseline += LINE * text.points * Sheet.POINT;
        }
    }

    void drawFromRight(Fitted text, double right, double top) throws IOException {
        double baseline = top + ASCENT * text.points * Sheet.POINT;
        for (String line : text.lines) {
            sheet.text(line, right - sheet.width(line, text.points), baseline, text.points);
            baseline += LINE * text.points * Sheet.POINT;
        }
    }

    void drawCentred(Fitted text, double middle, double top) throws IOException {
        double baseline = top + ASCENT * text.points * Sheet.POINT;
        for (String line : text.lines) {
            sheet.text(line, middle - sheet.width(line, text.points) / 2, baseline, text.points);
            baseline += LINE * text.points * Sheet.POINT;
        }
    }
}
