package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Catalogue;
import io.tidegate.gateway.inventory.Difference;
import io.tidegate.gateway.inventory.Loss;
import io.tidegate.gateway.inventory.Unknown;
import java.util.List;
import java.util.Optional;

/** What a table of items would do, in one reader's words. Immutable. */
record LookWords(ItemWords say) {

    /** Problems of a table that are shown; who has more has one mistake. */
    private static final int PROBLEMS_MAX = 200;

    static LookWords of(Rooms rooms, Asked asked) {
        return new LookWords(ItemWords.of(rooms, asked));
    }

    private Words words() {
        return say.words();
    }

    /** @param token by which it is imported; empty where it cannot be */
    ItemsPage.Look look(String file, Optional<String> token, Unknown unknown, Catalogue.Import seen) {
        int problems = seen.problems().size();
        boolean skips = unknown == Unknown.SKIP;
        String counts = words().say("items.look.counts", seen.added(), seen.changed(), seen.same());
        return new ItemsPage.Look(
                file,
                new ItemsPage.Way(token, skips, unknown.word()),
                skips ? counts + " " + words().say("items.look.left", seen.leftOut()) : counts,
                seen.lost().stream().map(this::lost).toList(),
                problems == 0 ? changes(seen) : new ItemsPage.Changes(List.of(), ""),
                seen.problems().stream()
                        .limit(PROBLEMS_MAX)
                        .map(each -> new ItemsPage.Problem(words().number(each.line()), words().reason(each.problem())))
                        .toList(),
                problems > PROBLEMS_MAX ? words().say("items.look.more", problems - PROBLEMS_MAX) : "");
    }

    private ItemsPage.Changes changes(Catalogue.Import seen) {
        int more = seen.added() + seen.changed() - seen.differences().size();
        return new ItemsPage.Changes(
                seen.differences().stream().map(this::change).toList(),
                more > 0 ? words().say("items.look.changes.more", more) : "");
    }

    private ItemsPage.Change change(Difference difference) {
        boolean isNew = difference.before().isEmpty();
        String nothing = words().raw("items.nothing");
        return new ItemsPage.Change(
                difference.after().name(),
                difference.after().id(),
                isNew,
                difference.cells(say.comma()).stream()
                        .map(cell -> new ItemsPage.Cell(
                                say.label(cell.column()),
                                isNew ? "" : cell.before().isEmpty() ? nothing : cell.before(),
                                cell.after().isEmpty() ? nothing : cell.after()))
                        .toList());
    }

    private String lost(Loss loss) {
        return words().say("items.lost", loss.items(), say.label(loss.column()), loss.first());
    }
}
