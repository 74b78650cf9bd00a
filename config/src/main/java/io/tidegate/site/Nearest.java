package io.tidegate.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant. Safe from any thread. */
public final class Nearest {

    private Nearest() {}

    /** {@code "Did you mean 'topic'?"}, or the list of what there is. */
    public static String hint(String written, Collection<String> all) {
        // What stands for a name that was wrong itself is nobody's; and one that stands there twice is told apart.
        List<String> known = all.stream()
                .filter(word -> !word.equals(Scalars.ID_STAND_IN))
                .distinct()
                .toList();
        return to(written, known)
                .map(word -> "Did you mean '" + word + "'?")
                .orElseGet(() -> known.isEmpty() ? "" : "Known here: " + String.join(", ", known) + ".");
    }

    /** As {@link #hint}, for sets that are too long to list. */
    static String hintOrExample(String written, Collection<String> known, String example) {
        return to(written, known).map(word -> "Did you mean '" + word + "'?").orElse("Use one like " + example + ".");
    }

    /** The known word that was most likely meant; empty where none is near. */
    public static Optional<String> to(String written, Collection<String> known) {
        String plain = written.toLowerCase(Locale.ROOT);
        // A third of the letters may be wrong; beyond that a guess misleads more than it helps.
        int atMost = Math.max(1, plain.length() / 3);
        return known.stream()
                .filter(word -> distance(plain, word.toLowerCase(Locale.ROOT)) <= atMost)
                .min(Comparator.comparingInt(word -> distance(plain, word.toLowerCase(Locale.ROOT))));
    }

    /** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] cost) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
