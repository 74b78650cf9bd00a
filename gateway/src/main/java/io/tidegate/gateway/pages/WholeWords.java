package io.tidegate.gateway.pages;

import io.tidegate.gateway.pages.Receivers.Compared;
import io.tidegate.gateway.proofs.Gap;
import io.tidegate.gateway.proofs.ReceiverReport;
import io.tidegate.gateway.proofs.ReceiverReport.Wrong;
import io.tidegate.gateway.proofs.ReceiverReports.StoredReport;
import io.tidegate.observation.Observation;
import io.tidegate.sync.Backlog;
import java.util.ArrayList;
import java.util.List;

/** What a receiver said of itself, in one reader's words. Immutable. */
record WholeWords(CloudWords say) {

    /** Lines of what is missing; who needs more asks the receiver. */
    private static final int LINES_MAX = 5;

    CloudsPage.Whole whole(StoredReport stored, Compared compared, Backlog backlog) {
        List<Gap> lacking = compared.lacking();
        boolean lacks = !lacking.isEmpty();
        List<String> lines = new ArrayList<>(lacks ? lines(stored.report(), lacking) : List.of());
        if (compared.givenUp() > 0) {
            lines.add(say.words().say("clouds.whole.givenup", compared.givenUp()));
        }
        return new CloudsPage.Whole(
                lacks ? Glance.Tone.WARN : Glance.Tone.GOOD,
                state(stored.report(), lacks),
                say.age(stored.at()),
                lines,
                lacks && stored.sentAgain().isEmpty() && backlog.owed() == 0,
                stored.sentAgain().map(say::age));
    }

    private String state(ReceiverReport report, boolean lacks) {
        Words words = say.words();
        if (report.checked().through().isPresent()) {
            String day = words.date(report.checked().through().get());
            return words.say(lacks ? "clouds.whole.until" : "clouds.whole.through", day);
        }
        return words.raw(lacks ? "clouds.whole.lacks" : "clouds.whole.gapless");
    }

    /** By days and devices where it compares proofs, else by numbers. */
    private List<String> lines(ReceiverReport report, List<Gap> lacking) {
        Words words = say.words();
        List<String> lines = new ArrayList<>();
        for (Wrong wrong : report.checked().wrong()) {
            if (lacking.stream().noneMatch(wrong.range()::touches)) {
                // What it lacks there was given up.
                continue;
            }
            lines.add(words.say(
                    "clouds.whole.day",
                    Words.name(wrong.device().value()),
                    kind(wrong.of()),
                    words.date(wrong.to()),
                    words.number(wrong.here()),
                    words.number(wrong.count())));
        }
        for (Gap gap : lines.isEmpty() ? lacking : List.<Gap>of()) {
            lines.add(words.say("clouds.whole.range", words.number(gap.first()), words.number(gap.last())));
        }
        int more = lines.size() - LINES_MAX;
        if (more <= 0) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, LINES_MAX));
        first.add(words.say("clouds.whole.more", words.number(more)));
        return first;
    }

    /** Kinds that come later are told by their word. */
    private String kind(String word) {
        return Observation.KINDS.contains(word) ? say.words().raw("clouds.whole." + word) : word;
    }
}
