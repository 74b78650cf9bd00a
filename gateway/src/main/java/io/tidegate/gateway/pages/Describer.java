package io.tidegate.gateway.pages;

import io.tidegate.driver.WatchStatus;
import io.tidegate.gateway.journal.JournalStatus;
import io.tidegate.gateway.journal.ParkedItems;
import io.tidegate.gateway.live.LiveDevice;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the state of the rooms into words for the templates. Reads the database: for worker threads, any of them. */
final class Describer {

    private final Rooms rooms;
    private final Cards cards;
    private final ParkedItems parked;
    private final String epoch;

    /** @param epoch tells this run of the program from another, whose versions mean nothing here */
    Describer(Rooms rooms, String epoch) {
        this.rooms = rooms;
        this.cards = new Cards(rooms);
        this.parked = new ParkedItems(rooms.journal());
        this.epoch = epoch;
    }

    Glance glance(Words words) throws SQLException {
        // Asked first: what changes while the rest is read comes again with the next event.
        long version = rooms.live().version();
        List<LiveDevice> devices = rooms.live().devices();
        return new Glance(
                words,
                stamp(version),
                now().toString(),
                attention(words, devices),
                devices.stream().map(device -> card(words, device)).toList(),
                FirstMessage.of(rooms.site()),
                house(words));
    }

    String stamp(long version) {
        return epoch + "-" + version;
    }

    Glance.Attention attention(Words words, List<LiveDevice> devices) {
        Instant now = now();
        List<Glance.Concern> concerns = new ArrayList<>();
        concerns.addAll(journalConcerns(words));
        concerns.addAll(stockConcerns(words));
        sinkConcerns(words, concerns);
        siteConcern(words).ifPresent(concerns::add);
        outerConcerns(words, devices, concerns);
        int answering = 0;
        for (LiveDevice device : devices) {
            String name = Words.name(device.id().value());
            Optional<String> link = Optional.of("#device-" + device.id());
            if (device.fault().isPresent()) {
                concerns.add(new Glance.Concern(
                        Glance.Tone.BAD,
                        words.say("attention.device", name),
                        List.of(words.reason(device.fault().get().reason())),
                        link));
            } else if (rooms.fields().silent(device, now)) {
                concerns.add(new Glance.Concern(
                        Glance.Tone.WARN,
                        words.say("attention.silent", name),
                        List.of(Phrase.of(words.say("attention.silent.more", words.ago(device.lastSeen(), now)))),
                        link));
            } else {
                answering++;
            }
        }
        concerns.sort((one, other) -> other.tone().compareTo(one.tone()));
        return new Glance.Attention(words, concerns, answering);
    }

    private List<Glance.Concern> journalConcerns(Words words) {
        JournalStatus journal = rooms.journal().status();
        List<Glance.Concern> concerns = new ArrayList<>();
        journal.trouble()
                .ifPresent(trouble -> concerns.add(new Glance.Concern(
                        Glance.Tone.BAD,
                        words.raw("attention.journal"),
                        List.of(words.reason(trouble)),
                        Optional.empty())));
        if (journal.damagedBlocks() > 0) {
            concerns.add(concern(words, "attention.damaged", journal.damagedBlocks()));
        }
        if (journal.thinned().kept()) {
            concerns.add(concern(words, "attention.thinned"));
        }
        return concerns;
    }

    private Optional<Glance.Concern> siteConcern(Words words) {
        int mistakes = rooms.siteFile().mistakes();
        return mistakes == 0
                ? Optional.empty()
                : Optional.of(new Glance.Concern(
                        Glance.Tone.WARN,
                        words.say("attention.site", mistakes),
                        List.of(Phrase.of(words.raw("attention.site.more"))),
                        Optional.of("/site")));
    }

    private List<Glance.Concern> stockConcerns(Words words) {
        List<Glance.Concern> concerns = new ArrayList<>();
        rooms.inventory()
                .trouble()
                .ifPresent(trouble -> concerns.add(new Glance.Concern(
                        Glance.Tone.BAD,
                        words.raw("attention.stock"),
                        List.of(words.reason(trouble)),
                        Optional.empty())));
        if (rooms.inventory().unbooked() > 0) {
            concerns.add(concern(words, "attention.unbooked", rooms.inventory().unbooked()));
        }
        return concerns;
    }

    private void sinkConcerns(Words words, List<Glance.Concern> concerns) {
        for (SinkReport sink : rooms.surroundings().sinks().get()) {
            if (!sink.connected()) {
                concerns.add(new Glance.Concern(
                        Glance.Tone.WARN,
                        words.say("attention.sink", sink.id()),
                        List.of(
                                words.reason(sink.lastError().orElse("")).sentence(),
                                Phrase.of(words.raw("attention.sink.more"))),
                        Optional.empty()));
            }
            if (sink.account().parked() > 0) {
                concerns.add(new Glance.Concern(
                        Glance.Tone.WARN,
                        words.say("attention.refused", sink.account().parked(), sink.id()),
                        List.of(Phrase.of(words.raw("attention.refused.more"))),
                        Optional.of(RefusedPage.PATH)));
            }
        }
        // Clouds and an InfluxDB; projections are the gateway's own.
        List<String> readers = rooms.journal().readers();
        for (JournalStatus.Reader reader : rooms.journal().status().readers()) {
            if (reader.missed() > 0 && readers.contains(reader.name())) {
                concerns.add(concern(words, "attention.missed", reader.name(), reader.missed()));
            }
        }
    }

    private void outerConcerns(Words words, List<LiveDevice> devices, List<Glance.Concern> concerns) {
        rooms.surroundings()
                .broker()
                .get()
                .flatMap(BrokerReport::trouble)
                .ifPresent(trouble -> concerns.add(new Glance.Concern(
                        Glance.Tone.BAD,
                        words.raw("attention.broker"),
                        List.of(words.reason(trouble).sentence(), Phrase.of(words.raw("attention.broker.more"))),
                        Optional.empty())));
        for (WatchStatus watch : rooms.surroundings().watches().get()) {
            // One that is a device itself has said so by its fault; of a bus only its watch knows.
            if (watch.state() instanceof WatchStatus.Down down
                    && devices.stream()
                            .noneMatch(device -> device.id().equals(watch.id())
                                    && device.fault().isPresent())) {
                concerns.add(new Glance.Concern(
                        Glance.Tone.BAD,
                        words.say("attention.watch", Words.name(watch.id().value())),
                        List.of(words.reason(down.reason())),
                        Optional.empty()));
            }
        }
        if (!rooms.surroundings().clockTrusted().getAsBoolean()) {
            concerns.add(concern(words, "attention.clock"));
        }
    }

    private static Glance.Concern concern(Words words, String key, Object... arguments) {
        return new Glance.Concern(
                Glance.Tone.WARN,
                words.say(key, arguments),
                List.of(Phrase.of(words.raw(key + ".more"))),
                Optional.empty());
    }

    Glance.Card card(Words words, LiveDevice device) {
        return cards.card(words, device, age(words, device.lastSeen()));
    }

    Glance.House house(Words words) throws SQLException {
        List<Glance.Panel> panels = new ArrayList<>();
        panels.add(journalPanel(words));
        SinkWords sinks = new SinkWords(words, now(), at -> age(words, at));
        rooms.surroundings().sinks().get().forEach(sink -> panels.add(sinks.panel(sink)));
        if (rooms.surroundings().sinks().get().isEmpty()) {
            panels.add(new Glance.Panel(
                    words.raw("clouds.none"), Glance.Tone.GOOD, Phrase.of(words.raw("clouds.none.more")), List.of()));
        }
        boolean trusted = rooms.surroundings().clockTrusted().getAsBoolean();
        panels.add(new Glance.Panel(
                words.raw("clock.title"),
                trusted ? Glance.Tone.GOOD : Glance.Tone.WARN,
                Phrase.of(words.raw(trusted ? "clock.trusted" : "clock.untrusted")),
                List.of(
                        Glance.Line.of(words.raw("clock.now"), words.timeOfDay(now())),
                        Glance.Line.of(
                                words.raw("clock.zone"),
                                rooms.site().site().timezone().getId()))));
        return new Glance.House(
                words,
                panels,
                words.say("parked.count", parked.count()),
                words.say("rejected.count", parked.rejectedCount()));
    }

    private Glance.Panel journalPanel(Words words) {
        JournalStatus journal = rooms.journal().status();
        return new Glance.Panel(
                words.raw("journal.title"),
                journal.trouble().isPresent() ? Glance.Tone.BAD : Glance.Tone.GOOD,
                journal.trouble().map(words::reason).orElse(Phrase.of(words.raw("journal.ok"))),
                List.of(
                        Glance.Line.of(words.raw("journal.entries"), words.number(journal.entries())),
                        Glance.Line.of(words.raw("journal.size"), words.bytes(journal.bytes())),
                        journal.oldest()
                                .filter(oldest -> oldest.isAfter(Instant.EPOCH))
                                .map(oldest -> Glance.Line.of(words.raw("journal.oldest"), age(words, oldest)))
                                .orElseGet(
                                        () -> Glance.Line.of(words.raw("journal.oldest"), words.raw("journal.none")))));
    }

    Glance.Age age(Words words, Instant at) {
        return Glance.Age.of(words, at, now());
    }

    private Instant now() {
        return rooms.surroundings().clock().instant();
    }
}
