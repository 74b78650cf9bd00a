package io.tidegate.gateway.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sentence with numbered holes, such as {@code no way to {0}: check the cable}. What else stands between braces is text.
 * Immutable.
 *
 * @param pieces what stands before, between and behind the holes: one more than there are holes
 * @param holes their numbers, from left to right
 */
record Sentence(List<String> pieces, List<Integer> holes) {

    private static final Pattern HOLE = Pattern.compile("\\{(\\d)}");

    static Sentence of(String pattern) {
        List<String> pieces = new ArrayList<>();
        List<Integer> holes = new ArrayList<>();
        Matcher hole = HOLE.matcher(pattern);
        int end = 0;
        while (hole.find()) {
            pieces.add(pattern.substring(end, hole.start()));
            holes.add(Integer.valueOf(hole.group(1)));
            end = hole.end();
        }
        pieces.add(pattern.substring(end));
        return new Sentence(List.copyOf(pieces), List.copyOf(holes));
    }

    /** Characters outside the holes: of two sentences that fit, the one with more says more exactly what is meant. */
    int letters() {
        return pieces.stream().mapToInt(String::length).sum();
    }

    /**
     * What stands in the holes, from left to right, or null where the text is no such sentence. Each piece is looked for
     * once, behind the one before it: the text may be long, and a stranger's.
     */
    @Nullable
    List<String> contents(String text) {
        String first = pieces.getFirst();
        String last = pieces.getLast();
        if (holes.isEmpty()) {
            return text.equals(first) ? List.of() : null;
        }
        int end = text.length() - last.length();
        if (first.length() > end || !text.startsWith(first) || !text.endsWith(last)) {
            return null;
        }
        List<String> contents = new ArrayList<>();
        int at = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, at, end);
            if (found < 0) {
                return null;
            }
            contents.add(text.substring(at, found));
            at = found + piece.length();
        }
        contents.add(text.substring(at, end));
        return contents;
    }

    /** @param contents by the numbers of the holes */
    String filled(List<String> contents) {
        StringBuilder text = new StringBuilder(pieces.getFirst());
        for (int i = 0; i < holes.size(); i++) {
            text.append(contents.get(holes.get(i))).append(pieces.get(i + 1));
        }
        return text.toString();
    }
}
