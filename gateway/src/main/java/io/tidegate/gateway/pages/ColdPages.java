package io.tidegate.gateway.pages;

import io.tidegate.gateway.traceability.ColdChain.Question;
import io.tidegate.gateway.traceability.Exposures;
import io.tidegate.gateway.traceability.Limits;
import io.tidegate.site.StockSettings.Location;
import java.io.IOException;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The page of the cold chain. Answers on a worker thread; safe from any. */
final class ColdPages {

    static final String PATH = "/stock/cold";

    private final Rooms rooms;
    private final ColdQuestions questions;
    private final ZoneId zone;

    ColdPages(Rooms rooms) {
        this.rooms = rooms;
        this.questions = new ColdQuestions(rooms);
        this.zone = rooms.site().site().timezone();
    }

    /** What was warm at that location. */
    static String href(String location) {
        return PATH + "?location=" + StockWords.inAddress(location);
    }

    Answer show(Asked asked) throws SQLException {
        StockWords stock = StockWords.of(rooms, asked);
        Words words = stock.words();
        List<Location> locations = questions.locations();
        ColdPage.Form form = form(asked, locations);
        if (locations.isEmpty()) {
            return told(200, words, form, said(words, "cold.nowhere"));
        }
        try {
            Location location = questions.location(form.location());
            Optional<Limits> limits = questions.limits(asked, location);
            if (limits.isEmpty()) {
                // The form says it by itself to who has asked for nothing yet.
                return asked.parameter("since").isEmpty()
                        ? page(200, new ColdPage(words, Optional.empty(), form, Optional.empty()))
                        : told(200, words, form, said(words, "cold.limit"));
            }
            Question question =
                    questions.question(asked, location, limits.get(), moment(form.since()), until(form.until()));
            Exposures exposures = rooms.coldChain().exposures(question);
            ColdWords say = new ColdWords(words, stock, questions.unit(location));
            return page(
                    200,
                    new ColdPage(
                            words,
                            Optional.empty(),
                            filled(form, limits.get()),
                            Optional.of(say.found(location, question, exposures))));
        } catch (InvalidRequest unfit) {
            return told(unfit.answer().status(), words, form, said(words, "cold.unfit"));
        } catch (IOException away) {
            return told(503, words, form, words.reason(String.valueOf(away.getMessage())));
        }
    }

    /** The page with nothing but what is said about it. */
    private Answer told(int status, Words words, ColdPage.Form form, Phrase notice) {
        return page(status, new ColdPage(words, Optional.of(notice), form, Optional.empty()));
    }

    private Answer page(int status, ColdPage page) {
        return Answer.html(status, Markup.cold(page, Frame.of(rooms.site())));
    }

    private static Phrase said(Words words, String key) {
        return Phrase.of(words.raw(key));
    }

    private Instant now() {
        return rooms.surroundings().clock().instant();
    }

    /** As it was sent; else this week at the first place. */
    private ColdPage.Form form(Asked asked, List<Location> locations) {
        LocalDateTime now = LocalDateTime.ofInstant(now(), zone).truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime monday =
                now.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).with(LocalTime.MIDNIGHT);
        return new ColdPage.Form(
                locations.stream()
                        .map(each -> new StockItem.Choice(each.id(), each.name()))
                        .toList(),
                asked.parameter("location")
                        .orElse(locations.isEmpty() ? "" : locations.getFirst().id()),
                asked.parameter("above").orElse(""),
                asked.parameter("below").orElse(""),
                asked.parameter("since").orElse(monday.toString()),
                asked.parameter("until").orElse(""),
                now.toString());
    }

    /** With the limit that was taken. */
    private static ColdPage.Form filled(ColdPage.Form form, Limits limits) {
        return new ColdPage.Form(
                form.locations(),
                form.location(),
                text(limits.above()),
                text(limits.below()),
                form.since(),
                form.until(),
                form.now());
    }

    private static String text(OptionalDouble number) {
        return number.isEmpty() ? "" : String.valueOf(number.getAsDouble()).replaceFirst("\\.0$", "");
    }

    private Instant until(String text) throws InvalidRequest {
        return text.isEmpty() ? now() : moment(text);
    }

    private Instant moment(String local) throws InvalidRequest {
        try {
            return LocalDateTime.parse(local).atZone(zone).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new InvalidRequest(400, "'" + local + "' is no time", "Write it such as 2026-11-23T10:00.");
        }
    }
}
