package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.labels.CommandCards;
import io.tidegate.gateway.labels.Labels;
import io.tidegate.gateway.labels.Paper;
import io.tidegate.gateway.labels.Press;
import io.tidegate.gateway.labels.ShelfWish;
import io.tidegate.observation.Item;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * {@code /api/v1/labels}: what is printed, as PDF. Each method answers one route, on a worker thread; safe from any of them.
 * One is drawn at a time, since others wait for the workers, and the box has only so much memory.
 */
final class LabelsApi {

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

    private static final String PDF = "application/pdf";

    /** Which of the documents that all of the labels fill, from 1. */
    static final String PART = "part";

    private static final int PARTS_MAX = 1_000;

    private final Rooms rooms;
    private final Semaphore drawing = new Semaphore(1);

    LabelsApi(Rooms rooms) {
        this.rooms = rooms;
    }

    /** A document, or why there is none. */
    sealed interface Outcome {

        record Drawn(byte[] pdf) implements Outcome {}

        /** Some have no label, and none was to be left out. */
        record Missing(List<Labels.Left> items) implements Outcome {}

        /** An item is named that is none. */
        record Unknown(String name) implements Outcome {}

        /** There is nothing in the catalogue. */
        record Nothing() implements Outcome {}

        /** More than one document may have: so many. */
        record TooMany(int items) implements Outcome {}

        /** Somebody else's is being drawn. */
        record Busy() implements Outcome {}
    }

    Answer shelf(Asked asked) throws SQLException, IOException, InvalidRequest {
        return switch (draw(asked)) {
            case Outcome.Drawn drawn -> answer(drawn);
            case Outcome.Missing missing -> missing(missing.items());
            case Outcome.Unknown(String name) -> StockApi.unknown(name).answer();
            case Outcome.Nothing _ ->
                Answer.problem(422, "The catalogue has no items", "Send it a table: POST /api/v1/items.csv.");
            case Outcome.TooMany _ ->
                Answer.problem(
                        422,
                        "There are more than " + Press.LABELS_MAX + " labels",
                        "Take 500 after the other with part=1, part=2, ..., name some with items=, or print them all with"
                                + " ./tidegate labels.");
            case Outcome.Busy _ -> busy();
        };
    }

    /** A sheet of the commands that scanners obey. */
    Answer commands(Asked asked) throws IOException {
        if (!drawing.tryAcquire()) {
            return busy();
        }
        try {
            return Answer.file(
                    PDF,
                    Press.commands(rooms.site().site().locale(), rooms.today(), CommandCards.of(rooms.site()))
                            .pdf());
        } finally {
            drawing.release();
        }
    }

    static Answer answer(Outcome.Drawn drawn) {
        return Answer.file(PDF, drawn.pdf());
    }

    private static Answer missing(List<Labels.Left> items) {
        return Answer.problem(
                422,
                "Not every item can have a label",
                "Choose another layout, mend the items, or leave them out with leaveOut=true.",
                json -> {
                    json.writeFieldName("problems");
                    Answer.objects(json, items, (each, item) -> {
                        each.writeStringField("item", item.item());
                        each.writeStringField("reason", item.reason());
                    });
                });
    }

    private static Answer busy() {
        return Answer.problem(503, "Other labels are being drawn", "Ask again in a moment.")
                .after(COME_BACK_AFTER);
    }

    Outcome draw(Asked asked) throws SQLException, IOException, InvalidRequest {
        long part = asked.number(PART, 0, 1, PARTS_MAX);
        long wanted = part == 0 ? 1 : part;
        Optional<String> text = asked.parameter("items");
        if (text.isEmpty()) {
            return draw(asked, part, traded(wanted));
        }
        Named named = named(text.get());
        return named.stranger.isPresent()
                ? new Outcome.Unknown(named.stranger.get())
                : draw(asked, part, Chosen.part(named.items, wanted));
    }

    private Outcome draw(Asked asked, long part, Chosen chosen) throws IOException, InvalidRequest {
        ShelfWish wish = wish(asked);
        boolean leaveOut = asked.flag("leaveOut");
        if (chosen.all == 0) {
            return new Outcome.Nothing();
        }
        if (chosen.items.isEmpty()) {
            throw new InvalidRequest(
                    404, "There is no part " + part + " of these labels", "Count from 1, as far as there are labels.");
        }
        if (part == 0 && chosen.all > Press.LABELS_MAX) {
            return new Outcome.TooMany(chosen.all);
        }
        if (!drawing.tryAcquire()) {
            return new Outcome.Busy();
        }
        try {
            Press.Document document = Press.shelf(rooms.site().site().locale(), rooms.today(), wish, chosen.items);
            List<Labels.Left> left = document.printed().left();
            return document.printed().labels() == 0 || (!leaveOut && !left.isEmpty())
                    ? new Outcome.Missing(left)
                    : new Outcome.Drawn(document.pdf());
        } finally {
            drawing.release();
        }
    }

    /**
     * What is to be printed.
     *
     * @param items those of the part, at most as many as a document may have
     * @param all how many there are in all parts
     */
    private record Chosen(List<Item> items, int all) {

        /** @param part from 1 */
        static Chosen part(List<Item> all, long part) {
            int from = (int) Math.min((part - 1) * Press.LABELS_MAX, all.size());
            return new Chosen(all.subList(from, Math.min(from + Press.LABELS_MAX, all.size())), all.size());
        }
    }

    /** @param stranger what the catalogue does not know */
    private record Named(List<Item> items, Optional<String> stranger) {}

    /** By ids or codes, with semicolons or commas between them; a single one may have such a sign itself. */
    private Named named(String text) throws SQLException {
        Books books = rooms.inventory().books();
        Optional<Item> single = books.item(text.strip());
        if (single.isPresent()) {
            return new Named(List.of(single.get()), Optional.empty());
        }
        List<Item> items = new ArrayList<>();
        for (String each : Stream.of(text.split("[;,]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList()) {
            Optional<Item> item = books.item(each);
            if (item.isEmpty()) {
                return new Named(List.of(), Optional.of(each));
            }
            items.add(item.get());
        }
        return new Named(items, Optional.empty());
    }

    /** Keeps only those of the part: a large catalogue does not fit into a small box. */
    private Chosen traded(long part) throws SQLException {
        Books books = rooms.inventory().books();
        List<Item> kept = new ArrayList<>();
        int all = 0;
        List<Item> page = books.items("", Books.ROWS_MAX);
        while (!page.isEmpty()) {
            for (Item each : page) {
                if (!each.retired() && all++ / Press.LABELS_MAX == part - 1) {
                    kept.add(each);
                }
            }
            page = books.items(page.getLast().id(), Books.ROWS_MAX);
        }
        return new Chosen(kept, all);
    }

    private static ShelfWish wish(Asked asked) throws InvalidRequest {
        String layout = asked.parameter("layout").orElse(Paper.usual().name());
        Paper paper = Paper.named(layout)
                .orElseThrow(() ->
                        new InvalidRequest(400, "There is no layout '" + layout + "'", "Use " + Paper.names() + "."));
        boolean sized = asked.parameter("size").isPresent();
        int size = (int) asked.number("size", 100, ShelfWish.PERCENT_MIN, ShelfWish.PERCENT_MAX);
        return new ShelfWish(
                paper,
                asked.flag("datamatrix"),
                sized ? Optional.of(size) : Optional.empty(),
                new ShelfWish.Batch(asked.parameter("lot").map(String::strip), day(asked)));
    }

    private static Optional<LocalDate> day(Asked asked) throws InvalidRequest {
        try {
            return asked.parameter("expiry").map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw new InvalidRequest(400, "The parameter 'expiry' is no date", "Write it like 2027-01-31.");
        }
    }
}
