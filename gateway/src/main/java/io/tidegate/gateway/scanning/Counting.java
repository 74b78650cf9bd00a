package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.inventory.ItemBooks;
import io.tidegate.gateway.inventory.Scanned;
import io.tidegate.observation.Amount;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Item;
import io.tidegate.observation.Members;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Symbology;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What was counted, as the ledger will have it. Reads the database; safe from any thread that may block. */
final class Counting {

    private final Inventory inventory;
    private final Rules rules;

    Counting(Inventory inventory, Rules rules) {
        this.inventory = inventory;
        this.rules = rules;
    }

    /**
     * One lot of an item, counted.
     *
     * @param item its id; the code where the catalogue does not know it
     * @param lot empty where the label named none
     * @param last when it was counted: what moves later is added, what moved before was counted
     */
    record Counted(
            String item, Optional<String> name, Optional<String> lot, Amount amount, Instant first, Instant last) {

        /** All lots of the item together. */
        private Key whole() {
            return new Key(item, Optional.empty(), amount.unit());
        }

        private Counted plus(Counted more) {
            return new Counted(
                    item,
                    name,
                    lot,
                    new Amount(amount.quantity().add(more.amount.quantity()), amount.unit()),
                    first.isBefore(more.first) ? first : more.first,
                    last.isAfter(more.last) ? last : more.last);
        }
    }

    private record Key(String item, Optional<String> lot, String unit) {}

    /** By item and lot. */
    List<Counted> counted(List<Tally> tallies) throws SQLException {
        Map<Key, Counted> counted = new LinkedHashMap<>();
        try (ItemBooks books = inventory.itemBooks()) {
            for (Tally tally : tallies) {
                Counted one = counted(books, tally);
                counted.merge(new Key(one.item, one.lot, one.amount.unit()), one, Counted::plus);
            }
        }
        List<Counted> sorted = new ArrayList<>(counted.values());
        sorted.sort(Comparator.comparing(Counted::item).thenComparing(each -> each.lot.orElse("")));
        return sorted;
    }

    /** A code may have got its name since it was counted. */
    private static Counted counted(ItemBooks books, Tally tally) throws SQLException {
        Scanned scanned = books.scanned(tally.item(), Symbology.UNKNOWN);
        Optional<String> lot = Optional.of(tally.lot()).filter(name -> !name.isEmpty());
        Amount amount = tally.amount();
        try {
            amount = scanned.inOwnUnit(amount);
        } catch (IllegalArgumentException otherUnit) {
            // The desk says so, when it is to be booked.
        }
        return new Counted(
                scanned.item().map(Item::id).orElse(scanned.code()),
                scanned.item().map(Item::name),
                lot,
                amount,
                tally.first(),
                tally.last());
    }

    /** The lines to book, the same however often they are made. */
    List<Members> lines(CountSession session, List<Counted> counted, String device) {
        Map<String, Instant> moments = new HashMap<>();
        Map<Key, BigDecimal> sums = new HashMap<>();
        for (Counted each : counted) {
            moments.merge(each.item, each.last, (one, other) -> one.isAfter(other) ? one : other);
            sums.merge(each.whole(), each.amount.quantity(), BigDecimal::add);
        }
        List<Members> lines = new ArrayList<>();
        for (Counted each : counted) {
            Map<String, String> line = new LinkedHashMap<>();
            line.put("id", lineId(session, each));
            line.put("kind", MovementKind.COUNT.word());
            line.put("item", each.item);
            BigDecimal quantity =
                    each.lot.isPresent() ? each.amount.quantity() : sums.getOrDefault(each.whole(), BigDecimal.ZERO);
            line.put("quantity", quantity.toPlainString());
            line.put("unit", each.amount.unit());
            line.put("location", session.location());
            line.put("device", device);
            each.lot.ifPresent(lot -> line.put("lot", lot));
            // A count that names no lot counts all lots together: it comes behind theirs, with all that was found.
            Instant at = moments.getOrDefault(each.item, each.last).plusMillis(each.lot.isPresent() ? 0 : 1);
            if (rules.isCountable(at)) {
                line.put("time", EntryJson.time(at));
            }
            lines.add(Members.ofTexts(line));
        }
        return lines;
    }

    private String lineId(CountSession session, Counted counted) {
        String what = counted.item + "\u001d" + counted.lot.orElse("") + "\u001d" + counted.amount.unit();
        return "count:" + rules.ref(session.id()) + ":" + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    /** What the ledger says of each, at the moment when it was counted. */
    List<Difference> differences(CountSession session, List<Counted> counted) throws SQLException {
        // What was counted without a lot counts the whole item.
        Set<String> whole = counted.stream()
                .filter(each -> each.lot.isEmpty())
                .map(Counted::item)
                .collect(Collectors.toSet());
        Map<String, BigDecimal> sums = new HashMap<>();
        counted.forEach(each -> sums.merge(each.item, each.amount.quantity(), BigDecimal::add));
        List<Difference> differences = new ArrayList<>();
        try (ItemBooks books = inventory.itemBooks()) {
            for (Counted each : counted) {
                if (each.lot.isEmpty()) {
                    differences.add(difference(books, session, each, sums.getOrDefault(each.item, BigDecimal.ZERO)));
                } else if (!whole.contains(each.item)) {
                    differences.add(difference(books, session, each, each.amount.quantity()));
                }
            }
        }
        return differences;
    }

    private static Difference difference(ItemBooks books, CountSession session, Counted counted, BigDecimal found)
            throws SQLException {
        String location = session.location();
        BigDecimal expected = books.before(counted.item, location, counted.lot, counted.last.plusMillis(1));
        BigDecimal before = books.before(counted.item, location, counted.lot, counted.first);
        String unit = counted.amount.unit();
        return new Difference(
                counted.item,
                counted.name,
                counted.lot,
                new Amount(found, unit),
                new Amount(expected, unit),
                expected.compareTo(before) != 0);
    }
}
