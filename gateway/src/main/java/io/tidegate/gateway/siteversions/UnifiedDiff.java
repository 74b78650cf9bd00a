package io.tidegate.gateway.siteversions;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, as {@code diff -u} says it. Functions only. */
final class UnifiedDiff {

    /** Of either side. A site of a thousand devices has as many; beyond it comparing takes time by the square. */
    private static final int LINES_MAX = 5_000;

    private static final int CONTEXT_LINES = 3;

    /** The names of both sides. */
    private static final int HEAD_LINES = 2;

    private UnifiedDiff() {}

    /** Empty where nothing differs, or a side is too long. */
    static List<String> of(String beforeName, String before, String afterName, String after) {
        List<String> old = before.lines().toList();
        List<String> fresh = after.lines().toList();
        if (old.size() > LINES_MAX || fresh.size() > LINES_MAX) {
            return List.of();
        }
        // The usual algorithm remembers every path that it went; two texts without a common line would fill the heap.
        Patch<String> patch = DiffUtils.diff(old, fresh, new MyersDiffWithLinearSpace<>());
        return goneFirst(UnifiedDiffUtils.generateUnifiedDiff(beforeName, afterName, old, patch, CONTEXT_LINES));
    }

    /** Of what stands at one place, what goes before what comes: this algorithm finds them in any order. */
    private static List<String> goneFirst(List<String> diff) {
        List<String> sorted = new ArrayList<>(diff.subList(0, Math.min(HEAD_LINES, diff.size())));
        List<String> come = new ArrayList<>();
        for (String line : diff.subList(sorted.size(), diff.size())) {
            if (line.startsWith("+")) {
                come.add(line);
            } else {
                if (!line.startsWith("-")) {
                    sorted.addAll(come);
                    come.clear();
                }
                sorted.add(line);
            }
        }
        sorted.addAll(come);
        return sorted;
    }
}
