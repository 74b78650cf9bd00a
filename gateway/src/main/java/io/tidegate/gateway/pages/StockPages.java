package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Line;
import io.tidegate.gateway.inventory.Shelves;
import io.tidegate.gateway.inventory.Shelves.Kind;
import io.tidegate.gateway.inventory.Shelves.Wanted;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Item;
import io.tidegate.site.StockSettings;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The pages of the stock: what is where, and one item. Each method answers one route, on a worker thread; safe from any. */
final class StockPages {

    static final int ROWS_MAX = 200;
    private static final int PAGES_MAX = 1_000;
    private static final int LINES_MAX = 100;

    /** Some 100 KB of a page; who has more items writes the name. */
    private static final int CHOICES_MAX = 1_000;

    private static final int DAYS = 7;
    private static final int DAYS_MAX = 3_650;

    private static final Duration COURSE = Duration.ofDays(30);
    private static final int COURSE_PARTS = 120;

    private final Rooms rooms;
    private final Supplier<String> stamp;

    /** @param stamp of the stock that a page made now shows */
    StockPages(Rooms rooms, Supplier<String> stamp) {
        this.rooms = rooms;
        this.stamp = stamp;
    }

    Answer list(Asked asked) throws SQLException, InvalidRequest {
        return list(asked, 200, notice(asked));
    }

    /** @param notice what became of what was sent */
    Answer list(Asked asked, int status, Optional<Phrase> notice) throws SQLException, InvalidRequest {
        // Asked first: what changes while the rest is read is told to the page at once.
        String shown = stamp.get();
        StockWords say = say(asked);
        StockList.Show show = Arrays.stream(StockList.Show.values())
                .filter(each -> each.word().equals(asked.parameter("show").orElse("")))
                .findFirst()
                .orElse(StockList.Show.ALL);
        long days = asked.number("days", DAYS, 0, DAYS_MAX);
        long page = asked.number("page", 1, 1, PAGES_MAX);
        String text = asked.parameter("q").orElse("").strip();
        Wanted wanted = new Wanted(text, kind(show), lastDay(show, say.today(), days));
        List<Shelves.Row> rows = show == StockList.Show.UNKNOWN
                ? List.of()
                : shelves().rows(wanted, (int) (page - 1) * ROWS_MAX, ROWS_MAX + 1);
        StockList list = new StockList(
                say.words(),
                shown,
                notice,
                named(asked, say.words()),
                Meetings.of(
                        rooms.partners(),
                        say.words(),
                        rooms.surroundings().clock().instant()),
                new StockList.Search(
                        text, show, days, page, rows.size() > ROWS_MAX, shown(say.words(), wanted, page, rows.size())),
                rows.stream().limit(ROWS_MAX).map(say::row).toList(),
                show == StockList.Show.UNKNOWN ? unknown(asked, say.words()) : List.of(),
                show == StockList.Show.UNKNOWN ? choices() : List.of());
        return Answer.html(status, Markup.stock(list, Frame.of(rooms.site())));
    }

    /** @param found rows of the page, and one more where there are more */
    private String shown(Words words, Wanted wanted, long page, int found) throws SQLException {
        if ((page == 1 && found <= ROWS_MAX) || found == 0) {
            return "";
        }
        long first = (page - 1) * ROWS_MAX + 1;
        long last = first + Math.min(found, ROWS_MAX) - 1;
        return words.say(
                "pager.of",
                words.number(first),
                words.number(last),
                words.number(shelves().count(wanted)));
    }

    /** Read from the catalogue, not from the address. */
    private Optional<StockList.Named> named(Asked asked, Words words) throws SQLException {
        Optional<String> code = asked.parameter("named");
        Optional<Item> item = code.isEmpty() ? Optional.empty() : books().item(books().idOf(code.get()));
        return item.map(known -> new StockList.Named(
                words.say("stock.named", code.get()),
                StockWords.href(known.id()),
                known.name(),
                Optional.of(ItemWords.editHref(known)).filter(_ -> !known.id().equals(code.get()))));
    }

    /** The items that a code may be of. */
    private List<StockItem.Choice> choices() throws SQLException {
        List<Item> items = books().found("", 0, CHOICES_MAX + 1);
        return items.size() > CHOICES_MAX
                ? List.of()
                : items.stream()
                        .map(each -> new StockItem.Choice(each.id(), each.name()))
                        .toList();
    }

    private static Kind kind(StockList.Show show) {
        return switch (show) {
            case ALL, UNKNOWN -> Kind.ALL;
            case IN_STOCK -> Kind.IN_STOCK;
            case LOW -> Kind.LOW;
            case BELOW_ZERO -> Kind.BELOW_ZERO;
            case EXPIRING -> Kind.EXPIRING;
        };
    }

    private static Optional<LocalDate> lastDay(StockList.Show show, LocalDate today, long days) {
        return show == StockList.Show.EXPIRING ? Optional.of(today.plusDays(days)) : Optional.empty();
    }

    private List<StockList.Unknown> unknown(Asked asked, Words words) throws SQLException {
        List<StockList.Unknown> codes = new ArrayList<>();
        for (Shelves.Unknown each : shelves().unknown(ROWS_MAX)) {
            codes.add(new StockList.Unknown(
                    each.code(), StockWords.href(each.code()), words.number(each.lines()), words.moment(each.since())));
        }
        Optional<String> wanted = asked.parameter("code").map(String::strip);
        if (wanted.isPresent() && !wanted.get().isEmpty()) {
            first(codes, wanted.get(), words);
        }
        return codes;
    }

    /** Somebody comes to name that one: it stands first, also before anything was booked under it. */
    private void first(List<StockList.Unknown> codes, String code, Words words) throws SQLException {
        Optional<StockList.Unknown> booked =
                codes.stream().filter(each -> each.code().equals(code)).findFirst();
        if (booked.isPresent()) {
            codes.remove(booked.get());
            codes.addFirst(booked.get());
        } else if (code.length() <= Goods.ITEM_LENGTH_MAX
                && books().items(List.of(code)).isEmpty()) {
            codes.addFirst(new StockList.Unknown(code, "", words.number(0), ""));
        }
    }

    Answer item(Asked asked) throws SQLException {
        return item(asked, 200, notice(asked));
    }

    /** @param notice what became of what was sent */
    Answer item(Asked asked, int status, Optional<Phrase> notice) throws SQLException {
        String shown = stamp.get();
        StockWords say = say(asked);
        String id = books().idOf(asked.path().getOrDefault("item", ""));
        Optional<Item> known = books().item(id);
        List<Shelves.Row> levels = shelves().of(id);
        List<Line> lines = books().newest(id, LINES_MAX);
        if (known.isEmpty() && lines.isEmpty()) {
            return list(asked, 404, say.words().raw("stock.none"));
        }
        StockItem item = new StockItem(
                say.words(),
                shown,
                notice,
                head(say, id, known, levels),
                levels.stream()
                        .filter(each -> each.location().isPresent())
                        .map(say::row)
                        .toList(),
                chart(say, id),
                lines.stream().map(say::line).flatMap(Optional::stream).toList(),
                form(id, known, levels));
        return Answer.html(status, Markup.stockItem(item, Frame.of(rooms.site())));
    }

    private Answer list(Asked asked, int status, String notice) throws SQLException {
        try {
            return list(asked, status, Optional.of(Phrase.of(notice)));
        } catch (InvalidRequest unfit) {
            return unfit.answer();
        }
    }

    private StockItem.Head head(StockWords say, String id, Optional<Item> known, List<Shelves.Row> levels) {
        BigDecimal total =
                levels.stream().map(each -> each.amount().quantity()).reduce(BigDecimal.ZERO, BigDecimal::add);
        String unit = known.map(Item::unit)
                .orElse(
                        levels.isEmpty()
                                ? Amount.EACH
                                : levels.getFirst().amount().unit());
        Optional<String> low = known.flatMap(item -> item.supply().minimum())
                .filter(minimum -> total.compareTo(minimum) < 0)
                .map(minimum -> say.words()
                        .say(
                                "stock.minimum",
                                say.words().number(minimum),
                                say.words().unit(unit, minimum)));
        return new StockItem.Head(
                id,
                known.map(Item::name).orElse(id),
                say.words().amount(new Amount(total, unit)),
                low,
                known.map(
                        item -> new StockItem.Facts(new ItemWords(say.words()).facts(item), ItemWords.editHref(item))));
    }

    private Optional<Glance.Chart> chart(StockWords say, String id) throws SQLException {
        Instant now = rooms.surroundings().clock().instant();
        Words words = say.words();
        return Sparkline.of(shelves().course(id, now.minus(COURSE), now, COURSE_PARTS)).stream()
                .findFirst()
                .map(line -> {
                    String low = words.number(line.low());
                    String high = words.number(line.high());
                    return new Glance.Chart(
                            line,
                            words.say("stock.chart", low, high),
                            words.raw("stock.days"),
                            words.say("device.range", low, high));
                });
    }

    private StockItem.Form form(String id, Optional<Item> known, List<Shelves.Row> levels) {
        StockSettings settings = rooms.site().stock();
        String likely = levels.stream()
                .filter(each -> each.location().isPresent())
                .max((one, other) ->
                        one.amount().quantity().compareTo(other.amount().quantity()))
                .flatMap(Shelves.Row::location)
                .orElse(settings.location());
        return new StockItem.Form(
                StockWords.href(id) + "/book",
                StockWords.href(id) + "/undo",
                "page:" + UUID.randomUUID(),
                known.map(Item::units).orElse(List.of(Amount.EACH)),
                settings.locations().stream()
                        .map(each -> new StockItem.Choice(each.id(), each.name()))
                        .toList(),
                likely,
                known.filter(item -> item.tracked().contains(Item.Tracking.SERIAL))
                        .isPresent());
    }

    private Optional<Phrase> notice(Asked asked) {
        return Notice.of(asked, rooms.words(asked)).map(Phrase::of);
    }

    StockWords say(Asked asked) {
        return StockWords.of(rooms, asked);
    }

    private Books books() {
        return rooms.inventory().books();
    }

    private Shelves shelves() {
        return rooms.inventory().shelves();
    }
}
