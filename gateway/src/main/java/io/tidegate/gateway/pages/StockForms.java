package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Desk;
import io.tidegate.observation.Cause;
import io.tidegate.observation.Members;
import io.tidegate.observation.Reversal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What a person books on the pages of the stock. The page comes again when it is on disk, or says why not; sent twice, it
 * counts once. Each method answers one route, on a worker thread; safe from any of them.
 */
final class StockForms {

    /** Fields of the form that are a movement's members as they are. */
    private static final List<String> MEMBERS =
            List.of("id", "kind", "quantity", "unit", "location", "lot", "expiry", "serial", "reason", "who");

    private final Rooms rooms;
    private final StockPages pages;

    StockForms(Rooms rooms, StockPages pages) {
        this.rooms = rooms;
        this.pages = pages;
    }

    Answer book(Asked asked) throws SQLException, InterruptedException {
        Map<String, String> members = new LinkedHashMap<>();
        for (String name : MEMBERS) {
            asked.parameter(name).ifPresent(value -> members.put(name, value.strip()));
        }
        members.put("item", item(asked));
        Optional<BigDecimal> quantity = words(asked).typed(members.getOrDefault("quantity", ""));
        if (quantity.isEmpty()) {
            return pages.item(asked, 422, phrase(asked, "stock.number"));
        }
        members.put("quantity", quantity.get().toPlainString());
        return booked(asked, members);
    }

    /** The id follows from the line's: taking it back twice is once. */
    Answer undo(Asked asked) throws SQLException, InterruptedException {
        String line = asked.parameter("line").orElse("");
        String id = "undo:" + UUID.nameUUIDFromBytes(line.getBytes(StandardCharsets.UTF_8));
        return booked(asked, new LinkedHashMap<>(Map.of("id", id, "kind", Reversal.WORD, "reverses", line)));
    }

    private Answer booked(Asked asked, Map<String, String> members) throws SQLException, InterruptedException {
        if (rooms.journal().trouble().isPresent()) {
            return notNow(asked);
        }
        members.put("device", "page");
        CompletionStage<Desk.Answer> answer =
                rooms.inventory().desk().book(List.of(Members.ofTexts(members)), Cause.of(Cause.Source.PERSON));
        try {
            return switch (Awaited.byForm(answer)) {
                case Desk.Answer.Booked _ -> Answer.seeOther(StockWords.href(item(asked)));
                case Desk.Answer.Refused(List<Desk.Problem> problems) ->
                    pages.item(
                            asked,
                            422,
                            Optional.of(words(asked).reason(problems.getFirst().reason())));
                case Desk.Answer.Conflict _ -> pages.item(asked, 409, phrase(asked, "stock.twice"));
                case Desk.Answer.Later _ -> notNow(asked);
            };
        } catch (TimeoutException | ExecutionException e) {
            return Answer.seeOther(StockWords.href(item(asked)) + Notice.LATER.query());
        }
    }

    private Answer notNow(Asked asked) throws SQLException {
        return pages.item(asked, 503, phrase(asked, "stock.later"));
    }

    /** Gives a code that nobody knew to an item. */
    Answer name(Asked asked) throws SQLException, InterruptedException, InvalidRequest {
        if (rooms.journal().trouble().isPresent()) {
            return pages.list(asked, 503, phrase(asked, "stock.later"));
        }
        Optional<String> problem = rooms.inventory()
                .catalogue()
                .give(
                        asked.parameter("code").orElse(""),
                        asked.parameter("item").orElse(""),
                        asked.parameter("name").orElse(""));
        return problem.isEmpty()
                ? Answer.seeOther(
                        StockList.named(asked.parameter("code").orElse("").strip()))
                : pages.list(asked, 422, problem.map(words(asked)::reason));
    }

    private static String item(Asked asked) {
        return asked.path().getOrDefault("item", "");
    }

    private Optional<Phrase> phrase(Asked asked, String key) {
        return Optional.of(Phrase.of(words(asked).raw(key)));
    }

    private Words words(Asked asked) {
        return pages.say(asked).words();
    }
}
