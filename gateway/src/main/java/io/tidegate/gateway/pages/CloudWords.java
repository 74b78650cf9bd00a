package io.tidegate.gateway.pages;

import io.tidegate.gateway.commands.AskedCommand;
import io.tidegate.gateway.journal.Account;
import io.tidegate.gateway.journal.Outages.Outage;
import io.tidegate.gateway.pages.CloudsPage.Absence;
import io.tidegate.gateway.pages.CloudsPage.Count;
import io.tidegate.gateway.pages.CloudsPage.Tested;
import io.tidegate.observation.CommandResult.Outcome;
import io.tidegate.sync.Probe;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Clouds and their history in one reader's words, at that moment. Immutable. */
record CloudWords(Words words, Instant now, Storage storage) {

    private static final int PERCENT = 100;

    /** At a rate that leaves room for longer nobody waits for the end. */
    private static final int ROOM_YEARS_MAX = 10;

    private static final Duration ROOM_MAX = Duration.ofDays(365L * ROOM_YEARS_MAX);

    /** Rows of a cloud's history; who needs more asks the API. */
    private static final int OUTAGES_MAX = 20;

    /** @param deaf why it can ask nothing now */
    CloudsPage.Asked asked(List<AskedCommand> commands, Optional<String> deaf) {
        return new CloudsPage.Asked(commands.stream().map(this::asked).toList(), deaf.map(words::reason));
    }

    CloudsPage.Cloud cloud(
            SinkReport sink, CloudHistory history, Optional<CloudsPage.Whole> whole, CloudsPage.Asked asked) {
        SinkWords say = new SinkWords(words, now, this::age);
        Glance.Panel panel = say.panel(sink);
        List<Glance.Line> lines = new ArrayList<>(panel.lines());
        if (!sink.connected() || sink.hold().isPresent()) {
            storage.untilFull(sink.account().waiting())
                    .ifPresent(left -> lines.add(Glance.Line.of(words.raw("clouds.room"), room(left))));
        }
        return new CloudsPage.Cloud(
                sink.id(),
                new Glance.Panel(panel.title(), panel.tone(), panel.state(), lines),
                books(sink.account()),
                Optional.of(sink.account().parked())
                        .filter(parked -> parked > 0)
                        .map(parked -> words.say("rejected.count", parked)),
                history.counted().map(this::uptime),
                history.outages().stream().limit(OUTAGES_MAX).map(this::away).toList(),
                sink.lastProbe().map(this::tested),
                whole,
                asked);
    }

    /** What there is none of is left out, but for what everybody looks for. */
    private List<Count> books(Account account) {
        List<Count> books = new ArrayList<>();
        books.add(count("clouds.delivered", account.delivered()));
        books.add(count("clouds.waiting", account.waiting()));
        add(books, "clouds.parked", account.parked());
        add(books, "clouds.givenup", account.givenUp());
        add(books, "clouds.unwanted", account.unwanted());
        add(books, "clouds.summedup", account.summedUp());
        add(books, "clouds.missed", account.missed());
        books.add(count("clouds.accepted", account.accepted()));
        add(books, "clouds.again", account.again().sent());
        return books;
    }

    private void add(List<Count> books, String key, long entries) {
        if (entries > 0) {
            books.add(count(key, entries));
        }
    }

    private Count count(String key, long entries) {
        return new Count(words.raw(key), words.number(entries));
    }

    /** Never rounded up to all. */
    private String uptime(CloudHistory.Counted counted) {
        BigDecimal percent = BigDecimal.valueOf(counted.uptime() * PERCENT).setScale(1, RoundingMode.DOWN);
        return words.say("clouds.uptime", words.number(percent), words.moment(counted.since()));
    }

    private String room(Duration left) {
        return left.compareTo(ROOM_MAX) > 0
                ? words.say("clouds.room.ample", ROOM_YEARS_MAX)
                : words.say("clouds.room.for", words.lasting(left));
    }

    private Absence away(Outage outage) {
        return new Absence(
                words.moment(outage.began()),
                outage.ended().map(words::moment).orElse(words.raw("clouds.lasts")),
                lasted(outage),
                words.reason(outage.reason()));
    }

    private String lasted(Outage outage) {
        String time = words.took(outage.lasted(now));
        long times = outage.many().times();
        return times == 1 ? time : words.say("clouds.lasted.many", times, time);
    }

    private CloudsPage.Command asked(AskedCommand command) {
        String what = Stream.concat(command.command().stream(), command.subject().stream())
                .collect(Collectors.joining(" "));
        return new CloudsPage.Command(
                words.moment(command.at()),
                what,
                command.id(),
                command.outcome().filter(Outcome.DONE::equals).isPresent() ? Glance.Tone.GOOD : Glance.Tone.WARN,
                words.raw(
                        "clouds.command." + command.outcome().map(Outcome::word).orElse("open")),
                command.reason().map(words::reason));
    }

    private Tested tested(Probe probe) {
        return probe.trouble()
                .map(trouble -> new Tested(Glance.Tone.WARN, words.reason(trouble), age(probe.at())))
                .orElseGet(
                        () -> new Tested(Glance.Tone.GOOD, Phrase.of(words.raw("clouds.reachable")), age(probe.at())));
    }

    Glance.Age age(Instant at) {
        return Glance.Age.of(words, at, now);
    }
}
