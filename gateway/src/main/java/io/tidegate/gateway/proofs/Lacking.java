package io.tidegate.gateway.proofs;

import io.tidegate.gateway.proofs.ReceiverReport.Wrong;
import io.tidegate.site.Selection;
import java.util.ArrayList;
import java.util.List;

/** What a receiver lacks of what was delivered to it. Functions only. */
public final class Lacking {

    /** So many ranges are sent once more at a time, and a few are kept for outages. What is more goes with what lies between. */
    public static final int RANGES_MAX = 20;

    private Lacking() {}

    /**
     * Ranges of which it lacks something. Who gets only a part of all entries has gaps that are none: there only proofs tell, and
     * what is newer than the last of them shows with the next. Where readings are taken apart, nothing of them is proven.
     *
     * @param done position up to which all was delivered
     */
    public static List<Gap> of(ReceiverReport report, long done, Selection selection) {
        List<Gap> doubtful =
                Gap.joined(report.checked().wrong().stream().map(Wrong::range).toList());
        boolean onlyProofsTell = !selection.equals(Selection.ALL)
                && !selection.thins()
                && report.checked().upTo() > 0;
        List<Gap> lacking = new ArrayList<>();
        if (!onlyProofsTell) {
            lacking.addAll(report.gaps());
            if (done > report.last()) {
                lacking.add(new Gap(report.last() + 1, done));
            }
        }
        for (Gap range : doubtful) {
            lacking.addAll(gapsWithin(report, range));
        }
        return Gap.fewer(Gap.joined(lacking), RANGES_MAX);
    }

    /** Where nothing is missing by its number, something else is wrong, and all of it is to come again. */
    private static List<Gap> gapsWithin(ReceiverReport report, Gap range) {
        List<Gap> within = report.gaps().stream()
                .flatMap(gap -> gap.within(range).stream())
                .toList();
        return within.isEmpty() ? List.of(range) : within;
    }
}
