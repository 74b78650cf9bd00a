package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Books;
import io.tidegate.gateway.inventory.Change;
import io.tidegate.gateway.inventory.ItemCells;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * One item as a person makes or changes it, in the texts of a table's cells. Who was slower than somebody else is shown what
 * that one made of it. Each method answers one route, on a worker thread; safe from any of them.
 */
final class ItemForms {

    static final String NEW = ItemsPages.PATH + "/new";

    private final Rooms rooms;
    private final ItemsPages pages;

    ItemForms(Rooms rooms, ItemsPages pages) {
        this.rooms = rooms;
        this.pages = pages;
    }

    /** What stands in the form: whose it is, and as of when. */
    private record Draft(Optional<Item> item, String tag, Map<String, String> typed) {}

    /** The form for a new item. */
    Answer fresh(Asked asked) throws SQLException {
        Map<String, String> typed = new LinkedHashMap<>();
        asked.parameter("codes").map(ItemCells::code).ifPresent(code -> typed.put("codes", code));
        return page(asked, 200, Optional.empty(), new Draft(Optional.empty(), "", typed));
    }

    Answer edit(Asked asked) throws SQLException, InvalidRequest {
        Optional<Item> item = item(asked);
        return item.isEmpty()
                ? gone(asked)
                : page(
                        asked,
                        200,
                        Optional.empty(),
                        new Draft(
                                item,
                                tag(item),
                                ItemCells.of(item.get(), say(asked).comma())));
    }

    Answer make(Asked asked) throws SQLException, InterruptedException, InvalidRequest {
        return changed(asked, new Draft(Optional.empty(), "", typed(asked)), Optional::isEmpty);
    }

    Answer save(Asked asked) throws SQLException, InterruptedException, InvalidRequest {
        Optional<Item> item = item(asked);
        if (item.isEmpty()) {
            return gone(asked);
        }
        Map<String, String> typed = typed(asked);
        typed.put("id", item.get().id());
        String tag = asked.parameter("tag").orElse("");
        return changed(asked, new Draft(item, tag, typed), now -> tag.equals(tag(now)));
    }

    private Answer gone(Asked asked) throws SQLException, InvalidRequest {
        return pages.page(asked, 404, Optional.of(phrase(asked, "items.gone")), Optional.empty());
    }

    /** Of a box that is not ticked a form says nothing. */
    private static Map<String, String> typed(Asked asked) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String column : ItemWords.fields()) {
            String value = asked.query().get(column);
            if (value != null) {
                typed.put(column, value);
            }
        }
        typed.put("tracked", String.join("; ", asked.query().getAll("tracked")));
        typed.put("retired", asked.isTicked("retired") ? "yes" : "no");
        return typed;
    }

    private Answer changed(Asked asked, Draft draft, Predicate<Optional<Item>> expected)
            throws SQLException, InterruptedException {
        if (rooms.journal().trouble().isPresent()) {
            return page(asked, 503, Optional.of(phrase(asked, "items.later")), draft);
        }
        ItemCells cells = new ItemCells(draft.typed, say(asked).comma());
        try {
            return switch (Awaited.byForm(rooms.inventory().catalogue().change(cells, expected))) {
                case Change.Done(Item item, boolean _) -> Answer.seeOther(StockWords.href(item.id()));
                case Change.Unfit(String reason) ->
                    page(asked, 422, Optional.of(say(asked).words().reason(reason)), draft);
                case Change.Otherwise(Optional<Item> now) -> otherwise(asked, draft, now);
                case Change.Later _ -> page(asked, 503, Optional.of(phrase(asked, "items.later")), draft);
            };
        } catch (TimeoutException | ExecutionException e) {
            return Answer.seeOther(ItemsPages.PATH);
        }
    }

    /** With the tag of what is there now: who has seen it may have it his way. */
    private Answer otherwise(Asked asked, Draft draft, Optional<Item> now) throws SQLException {
        boolean isNew = draft.item.isEmpty();
        return page(
                asked,
                412,
                Optional.of(phrase(asked, isNew ? "items.there" : "items.otherwise")),
                isNew ? draft : new Draft(now, tag(now), draft.typed));
    }

    private Answer page(Asked asked, int status, Optional<Phrase> notice, Draft draft) throws SQLException {
        ItemWords say = say(asked);
        Map<String, String> theirs =
                status == 412 && draft.item.isPresent() ? ItemCells.of(draft.item.get(), say.comma()) : Map.of();
        boolean booked = draft.item.isPresent()
                && !books().newest(draft.item.get().id(), 1).isEmpty();
        List<ItemPage.Field> fields = ItemWords.fields().stream()
                .filter(column -> draft.item.isEmpty() || !column.equals("id"))
                .map(column -> new ItemPage.Field(
                        column,
                        say.label(column),
                        draft.typed.getOrDefault(column, ""),
                        say.example(column),
                        booked && column.equals("unit"),
                        Optional.ofNullable(theirs.get(column))
                                .filter(now -> !now.equals(
                                        draft.typed.getOrDefault(column, "").strip()))))
                .toList();
        ItemPage page = new ItemPage(
                say.words(),
                notice,
                draft.item.map(Item::name).orElseGet(() -> say.words().raw("items.new")),
                draft.item.map(ItemWords::editHref).orElse(NEW),
                draft.item.map(Item::id),
                draft.tag,
                fields,
                Set.copyOf(Arrays.asList(draft.typed.getOrDefault("tracked", "").split("; "))),
                isYes(draft.typed, "retired"),
                ticked(theirs, draft));
        return Answer.html(status, Markup.item(page, Frame.of(rooms.site())));
    }

    /** Where the other one's ticks are not those of the form. */
    private static Map<String, String> ticked(Map<String, String> theirs, Draft draft) {
        Map<String, String> others = new LinkedHashMap<>();
        if (!theirs.isEmpty() && !theirs.getOrDefault("tracked", "").equals(draft.typed.getOrDefault("tracked", ""))) {
            others.put("tracked", theirs.getOrDefault("tracked", ""));
        }
        if (!theirs.isEmpty() && isYes(theirs, "retired") != isYes(draft.typed, "retired")) {
            others.put("retired", isYes(theirs, "retired") ? "yes" : "no");
        }
        return others;
    }

    private static boolean isYes(Map<String, String> texts, String column) {
        return texts.getOrDefault(column, "").equals("yes");
    }

    /** The same as over the API. */
    private static String tag(Optional<Item> item) {
        return item.map(known -> Tags.of(StockApi.answer(known))).orElse("");
    }

    private Optional<Item> item(Asked asked) throws SQLException {
        return books().item(asked.path().getOrDefault("item", ""));
    }

    private Books books() {
        return rooms.inventory().books();
    }

    private ItemWords say(Asked asked) {
        return ItemWords.of(rooms, asked);
    }

    private Phrase phrase(Asked asked, String key) {
        return Phrase.of(rooms.words(asked).raw(key));
    }
}
