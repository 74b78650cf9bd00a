package io.tidegate.gateway.inventory;

import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Item;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What desk and catalogue have decided and what is not on disk yet, so that what is decided next is decided by it. Whoever
 * decides holds its monitor from his last look until his decision is in here. Safe from any thread.
 */
final class UnderWay {

    /** Of which it is known that they have changed; who began before that looks at everything again. */
    private static final int CHANGES_MAX = 20_000;

    private final Map<String, Draft> lines = new HashMap<>();
    private final Map<String, CatalogueItem> items = new HashMap<>();

    /** Of which item each of their codes is, by the change that says so. */
    private final Map<String, CatalogueItem> codes = new HashMap<>();

    private final Map<String, BookedUnit> units = new HashMap<>();
    private final Deque<String> changes = new ArrayDeque<>();
    private long version;

    /** In which unit an item or code is booked by so many lines, the first ever. */
    private record BookedUnit(String unit, int lines) {}

    /** Counts up whenever something begins or ceases to be under way by which others decide. */
    synchronized long version() {
        return version;
    }

    /** Whether something of these, ids or codes, is under way or has been since that version. */
    synchronized boolean concerns(Collection<String> subjects, long since) {
        if (version - since > changes.size()) {
            return true;
        }
        // The newest changes are the last.
        long skip = changes.size() - (version - since);
        return changes.stream().skip(skip).anyMatch(subjects::contains)
                || subjects.stream()
                        .anyMatch(
                                each -> units.containsKey(each) || items.containsKey(each) || codes.containsKey(each));
    }

    synchronized Optional<Draft> line(String id) {
        return Optional.ofNullable(lines.get(id));
    }

    synchronized Optional<CatalogueItem> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** The item that gets the code, or has it still. */
    synchronized Optional<CatalogueItem> owner(String code) {
        return Optional.ofNullable(codes.get(code))
                .filter(each -> each.equals(items.get(each.item().id())));
    }

    synchronized Collection<CatalogueItem> items() {
        return List.copyOf(items.values());
    }

    synchronized Optional<String> unit(String item) {
        return Optional.ofNullable(units.get(item)).map(BookedUnit::unit);
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    synchronized void begin(Draft draft) {
        lines.put(draft.line().id(), draft);
        if (draft.firstUnit().isPresent()) {
            units.merge(
                    draft.item(),
                    new BookedUnit(draft.firstUnit().get(), 1),
                    (booked, _) -> new BookedUnit(booked.unit, booked.lines + 1));
            changed(draft.item());
        }
    }

    synchronized void end(Draft draft) {
        lines.remove(draft.line().id());
        if (draft.firstUnit().isPresent()) {
            units.computeIfPresent(
                    draft.item(),
                    (_, booked) -> booked.lines == 1 ? null : new BookedUnit(booked.unit, booked.lines - 1));
            changed(draft.item());
        }
    }

    synchronized void begin(CatalogueItem change) {
        items.put(change.item().id(), change);
        change.item().codes().forEach(code -> codes.put(code.code(), change));
        changed(change.item());
    }

    synchronized void end(CatalogueItem change) {
        items.remove(change.item().id(), change);
        change.item().codes().forEach(code -> codes.remove(code.code(), change));
        changed(change.item());
    }

    private void changed(Item item) {
        changed(item.id());
        item.codes().forEach(code -> changed(code.code()));
    }

    private void changed(String subject) {
        version++;
        changes.addLast(subject);
        if (changes.size() > CHANGES_MAX) {
            changes.removeFirst();
        }
    }
}
