package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.ParkedItems.RejectedItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refused entries that a person has had sent again. It stands in the address of the page, which so can tell what came of it.
 * Immutable.
 *
 * @param position of one; empty for all of that cloud's
 */
record SentAgain(String sink, Optional<Long> position, Instant at) {

    private static final String PARAMETER = "again";
    private static final Pattern WRITTEN = Pattern.compile("([a-z0-9._-]+)(?:~(\\d{1,18}))?~(\\d{1,15})");

    /** For so long the page comes again by itself; a cloud that is away may take days. */
    private static final Duration FOLLOWED = Duration.ofSeconds(30);

    /** Behind the page's address. */
    String query() {
        return "?" + PARAMETER + "=" + sink + position.map(each -> "~" + each).orElse("") + "~" + at.toEpochMilli();
    }

    /** Empty also for what nobody here writes into an address. */
    static Optional<SentAgain> of(Asked asked) {
        return asked.parameter(PARAMETER)
                .map(WRITTEN::matcher)
                .filter(Matcher::matches)
                .map(found -> new SentAgain(
                        found.group(1),
                        Optional.ofNullable(found.group(2)).map(Long::valueOf),
                        Instant.ofEpochMilli(Long.parseLong(found.group(3)))));
    }

    boolean isUnderWay(List<RejectedItem> kept) {
        return mine(kept).stream().anyMatch(RejectedItem::replaying);
    }

    boolean isFollowed(Instant now) {
        return now.isBefore(at.plus(FOLLOWED));
    }

    /**
     * What came of it, as far as that is known.
     *
     * @param kept the newest refused entries
     * @param all whether these are all
     */
    Optional<RefusedPage.Again> told(Words words, List<RejectedItem> kept, boolean all) {
        List<RejectedItem> waiting =
                mine(kept).stream().filter(RejectedItem::replaying).toList();
        List<RejectedItem> refused = mine(kept).stream()
                .filter(each -> !each.replaying() && !each.refusal().at().isBefore(at))
                .toList();
        if (!waiting.isEmpty()) {
            return Optional.of(new RefusedPage.Again(
                    true, words.say("rejected.again.way", waiting.size(), sink), Optional.empty()));
        }
        if (refused.size() == 1) {
            RejectedItem one = refused.getFirst();
            return Optional.of(new RefusedPage.Again(
                    false,
                    words.say(
                            "rejected.again.one",
                            sink,
                            words.timeOfDay(one.refusal().at())),
                    Optional.of(words.reason(one.refusal().reason()))));
        }
        if (!refused.isEmpty()) {
            return Optional.of(new RefusedPage.Again(
                    false, words.say("rejected.again.some", sink, refused.size()), Optional.empty()));
        }
        return all && mine(kept).isEmpty()
                ? Optional.of(new RefusedPage.Again(
                        true,
                        words.say(position.isPresent() ? "rejected.again.taken" : "rejected.again.all", sink),
                        Optional.empty()))
                : Optional.empty();
    }

    private List<RejectedItem> mine(List<RejectedItem> kept) {
        return kept.stream()
                .filter(each -> each.reader().equals(sink)
                        && position.map(one -> one == each.position()).orElse(true))
                .toList();
    }
}
