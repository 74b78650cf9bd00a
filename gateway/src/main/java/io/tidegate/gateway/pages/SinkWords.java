package io.tidegate.gateway.pages;

import io.tidegate.sync.Backlog;
import io.tidegate.sync.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Clouds in one reader's words. Immutable.
 *
 * @param age how long ago something was, as it goes on
 */
record SinkWords(Words words, Instant now, Function<Instant, Glance.Age> age) {

    /** What is younger is on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    Glance.Panel panel(SinkReport sink) {
        return new Glance.Panel(
                words.say("sink.title", sink.id()),
                sink.connected() ? Glance.Tone.GOOD : Glance.Tone.WARN,
                Phrase.of(state(sink)),
                lines(sink));
    }

    private List<Glance.Line> lines(SinkReport sink) {
        Backlog backlog = sink.backlog();
        List<Glance.Line> lines = new ArrayList<>();
        lines.add(Glance.Line.of(words.raw("sink.backlog"), waiting(backlog)));
        backlog.upTo()
                .filter(upTo -> upTo.plus(ON_ITS_WAY).isBefore(now))
                .ifPresent(upTo -> lines.add(Glance.Line.of(words.raw("sink.upto"), age.apply(upTo))));
        backlog.eta()
                .filter(eta -> eta.compareTo(ON_ITS_WAY) > 0)
                .ifPresent(eta ->
                        lines.add(Glance.Line.of(words.raw("sink.eta"), words.say("sink.eta.in", words.lasting(eta)))));
        if (backlog.owed() > 0) {
            lines.add(Glance.Line.of(words.raw("sink.owed"), words.say("sink.owed.later", backlog.owed())));
        }
        lines.add(sink.lastSuccess()
                .map(success -> Glance.Line.of(words.raw("sink.success"), age.apply(success)))
                .orElseGet(() -> Glance.Line.of(words.raw("sink.success"), never(sink))));
        lines.add(new Glance.Line(
                words.raw("sink.error"),
                sink.lastError().map(words::reason).orElse(Phrase.of(words.raw("sink.error.none"))),
                sink.lastErrorAt().map(age)));
        return lines;
    }

    /** When it was before a restart is not kept. */
    private String never(SinkReport sink) {
        return words.raw(sink.account().delivered() > 0 ? "sink.never.yet" : "sink.never");
    }

    private String waiting(Backlog backlog) {
        if (backlog.entries() == 0) {
            return words.raw("sink.backlog.none");
        }
        return backlog.bytes() == 0
                ? words.say("sink.backlog.entries", backlog.entries())
                : words.say("sink.backlog.bytes", backlog.entries(), words.bytes(backlog.bytes()));
    }

    /** Nobody knows whether anybody listens until something was sent. */
    private String state(SinkReport sink) {
        if (sink.hold().isPresent()) {
            return held(sink.hold().get());
        }
        if (sink.connected()) {
            return words.raw(
                    sink.tried() ? "sink.connected" : sink.backlog().entries() == 0 ? "sink.untried" : "sink.first");
        }
        Optional<Instant> next = sink.nextTry();
        return next.map(at -> words.raw("sink.off") + " · " + words.say("sink.next", words.clock(at)))
                .orElse(words.raw("sink.off"));
    }

    private String held(Hold hold) {
        return switch (hold.why()) {
            case HOURS ->
                words.raw("sink.held.hours") + " · " + words.say("sink.held.until", words.timeOfDay(hold.until()));
            case DAY ->
                words.raw("sink.held.day") + " · " + words.say("sink.held.until", words.timeOfDay(hold.until()));
            case MONTH ->
                words.raw("sink.held.month") + " · " + words.say("sink.held.until", words.moment(hold.until()));
            case METERED -> words.raw("sink.held.metered");
            case GATHERS ->
                words.raw("sink.held.gathers") + " · " + words.say("sink.held.until", words.timeOfDay(hold.until()));
        };
    }
}
