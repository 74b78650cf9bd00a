package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.ParkedItems;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.ProofJson;
import io.tidegate.observation.Remote;
import io.tidegate.observation.RemoteJson;
import io.tidegate.observation.Stock;
import io.tidegate.observation.StockJson;
import io.tidegate.observation.Summary;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pages themselves. Each method answers one route, on a worker thread; safe from any of them. */
final class Pages {

    /** Rows of a list; who needs more asks the API. */
    private static final int ROWS_MAX = 200;

    /** Values of a refused entry that are enough to know it by. */
    private static final int VALUES_MAX = 4;

    private final Rooms rooms;
    private final Describer describer;
    private final ParkedItems items;

    Pages(Rooms rooms, Describer describer) {
        this.rooms = rooms;
        this.describer = describer;
        this.items = new ParkedItems(rooms.journal());
    }

    Answer glance(Asked asked) throws SQLException {
        Words words = rooms.words(asked);
        return Answer.html(Markup.glance(describer.glance(words), frame(), Notice.of(asked, words)));
    }

    Answer parked(Asked asked) throws SQLException {
        Words words = rooms.words(asked);
        List<SetAside> rows = items.newest(ROWS_MAX).stream()
                .map(item -> new SetAside(
                        item.id(),
                        words.moment(item.parked().at()),
                        item.parked().address(),
                        PayloadText.of(item.parked().payload()),
                        item.parked().payload().length,
                        words.reason(item.parked().reason())))
                .toList();
        return Answer.html(Markup.parked(words, frame(), Notice.of(asked, words), rows, unheard(words)));
    }

    Answer site(Asked asked) {
        Words words = rooms.words(asked);
        SitePage page = SitePage.of(rooms.siteFile(), words);
        Answer answer = Answer.html(Markup.site(words, frame(), Notice.of(asked, words), page));
        return page.trying() ? answer.comingAgain() : answer;
    }

    private List<Unheard> unheard(Words words) {
        return rooms.surroundings().broker().get().stream()
                .flatMap(broker -> broker.unheard().stream())
                .map(each -> new Unheard(words.moment(each.last()), each.topic(), words.number(each.messages())))
                .toList();
    }

    Answer rejected(Asked asked) throws SQLException {
        Words words = rooms.words(asked);
        List<ParkedItems.RejectedItem> refused = items.rejected(ROWS_MAX);
        Optional<SentAgain> again = SentAgain.of(asked);
        RefusedPage page = new RefusedPage(
                words,
                Notice.of(asked, words),
                again.flatMap(each -> each.told(words, refused, refused.size() < ROWS_MAX)),
                refused.stream().map(item -> row(words, item)).toList(),
                refused.stream()
                        .map(ParkedItems.RejectedItem::reader)
                        .distinct()
                        .sorted()
                        .map(each -> new RefusedPage.Cloud(each, rooms.delivers(each)))
                        .toList());
        Answer answer = Answer.html(Markup.rejected(page, frame()));
        Instant now = rooms.surroundings().clock().instant();
        return again.filter(each -> each.isUnderWay(refused) && each.isFollowed(now))
                        .isPresent()
                ? answer.comingAgain()
                : answer;
    }

    private Refused row(Words words, ParkedItems.RejectedItem item) {
        return new Refused(
                item.reader(),
                new Refused.Entry(rooms.site().origin().idOf(item.position()), item.position()),
                item.seen().map(seen -> Words.name(seen.device().value())),
                item.seen().map(seen -> values(words, seen)).orElse(Phrase.of(words.raw("rejected.damaged"))),
                refusal(words, item.refusal()),
                item.replaying(),
                rooms.delivers(item.reader()));
    }

    private static Refused.Refusal refusal(Words words, ParkedItems.Refusal last) {
        return new Refused.Refusal(
                words.moment(last.at()),
                words.reason(last.reason()),
                last.times() > 1 ? Optional.of(words.say("rejected.times", last.times())) : Optional.empty());
    }

    private static Phrase values(Words words, Observation seen) {
        return switch (seen) {
            case Observation.Reading reading -> fields(words, reading);
            case Summary summary -> fields(words, summary.asReading());
            case Observation.Scan scan -> Phrase.of(scan.data());
            case Observation.Fault fault -> words.reason(fault.reason());
            case Stock stock -> Phrase.of(StockJson.text(stock));
            case Proof proof -> Phrase.of(ProofJson.text(proof));
            case Remote remote -> Phrase.of(RemoteJson.text(remote));
        };
    }

    private static Phrase fields(Words words, Observation.Reading reading) {
        return Phrase.of(reading.fields().entrySet().stream()
                        .limit(VALUES_MAX)
                        .map(field -> Words.name(field.getKey()) + " " + words.value(field.getValue()))
                        .collect(Collectors.joining(", "))
                + (reading.fields().size() > VALUES_MAX ? ", …" : ""));
    }

    private Frame frame() {
        return Frame.of(rooms.site());
    }
}
