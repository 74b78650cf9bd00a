package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the catalogue takes stands in its table, and comes out of it the same. */
class RoundTripTest {

    private static final int ITEMS = 300;

    private static final List<String> UNITS = List.of("each", "kg", "Stück", "1 l", "case", "x-%");

    /** What spreadsheets and tables make something of, and what they do not. */
    private static final List<String> PIECES = List.of(
            ";", ":", "=", "\"", "'", ",", "+", "-", "@", " ", "\u00a0", "a", "B", "é", "0", "1", "😀", "sep=", "case:",
            "E+1", "1.200", "\ufeff", "//");

    private static final List<String> NUMBERS = List.of(
            "4006381333931",
            "04006381333931",
            "4006381333932",
            "36000291452",
            "1234565",
            "4,00638E+12",
            "4.00638E+12",
            "00012345");

    @TempDir
    Path root;

    private record Shop(TestLedger ledger, Catalogue catalogue) implements AutoCloseable {

        static Shop open(Path folder) throws SQLException, InterruptedException {
            TestLedger ledger = TestLedger.open(folder);
            return new Shop(ledger, ledger.catalogue());
        }

        boolean put(Item item) throws Exception {
            return catalogue
                            .change(item.id(), _ -> Optional.of(item))
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS)
                    instanceof Change.Done;
        }

        Map<String, Item> items() throws Exception {
            try (Connection reader = ledger.journal().openReader();
                    Sql sql = new Sql(reader)) {
                return CatalogueTables.items(sql).stream()
                        .collect(Collectors.toMap(Item::id, Function.identity(), (one, _) -> one, TreeMap::new));
            }
        }

        @Override
        public void close() {
            ledger.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_catalogue_goes_into_an_empty_one_by_its_table_and_is_the_same(long seed) throws Exception {
        try (Shop one = Shop.open(root.resolve("one"));
                Shop other = Shop.open(root.resolve("other"))) {
            Random random = new Random(seed);
            List<String> ids = new ArrayList<>();
            for (int item = 0; item < ITEMS; item++) {
                Optional<Item> some = item(random, ids);
                if (some.isPresent() && one.put(some.get())) {
                    ids.add(some.get().id());
                }
            }
            int items = one.items().size();
            assertTrue(items > ITEMS / 4, "only " + items + " of them were taken");
            String table = one.catalogue.csv();
            assertEquals(
                    new Catalogue.Import(items, 0, 0, 0, List.of(), List.of(), List.of()),
                    other.catalogue.take(table.getBytes(UTF_8), false, Unknown.ADD));
            assertEquals(one.items(), other.items());
            assertEquals(table, other.catalogue.csv());
            assertEquals(
                    new Catalogue.Import(0, 0, items, 0, List.of(), List.of(), List.of()),
                    one.catalogue.take(table.getBytes(UTF_8), true, Unknown.ADD));
        }
    }

    @Test
    void a_code_that_a_till_sends_without_its_zero_can_be_named_and_goes_round_too() throws Exception {
        try (Shop one = Shop.open(root.resolve("one"));
                Shop other = Shop.open(root.resolve("other"))) {
            assertTrue(one.put(Item.of("cola", "Cola")));
            for (String code : List.of("36000291452", "4006381333932", "https://example.com/1")) {
                assertEquals(Optional.empty(), one.catalogue.give(code, "cola", ""));
            }
            assertEquals(
                    new Catalogue.Import(1, 0, 0, 0, List.of(), List.of(), List.of()),
                    other.catalogue.take(one.catalogue.csv().getBytes(UTF_8), false, Unknown.ADD));
            assertEquals(one.items(), other.items());
        }
    }

    /** Empty where it can be no item at all. */
    private static Optional<Item> item(Random random, List<String> ids) {
        String unit = one(random, UNITS);
        try {
            List<Item.Pack> packs = some(random, 2, () -> new Item.Pack(one(random, UNITS), number(random)));
            List<String> units = new ArrayList<>(List.of(unit));
            packs.forEach(pack -> units.add(pack.unit()));
            return Optional.of(new Item(
                    named(random),
                    text(random),
                    unit,
                    packs,
                    some(random, 3, () -> new Item.Code(code(random), one(random, units))),
                    tracked(random),
                    supply(random, units),
                    some(
                            random,
                            3,
                            () -> new Item.Part(
                                    ids.isEmpty() || random.nextInt(3) == 0 ? named(random) : one(random, ids),
                                    number(random))),
                    random.nextInt(5) == 0));
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private static Item.Supply supply(Random random, List<String> units) {
        return new Item.Supply(
                maybe(random, () -> text(random) + one(random, List.of("", "\n", "\r\n", "\t")) + text(random)),
                maybe(random, () -> number(random)),
                maybe(random, () -> number(random)),
                maybe(random, () -> number(random)),
                maybe(random, () -> random.nextInt(400)),
                maybe(random, () -> random.nextInt(400)),
                maybe(random, () -> one(random, units)),
                maybe(random, () -> number(random)));
    }

    private static Set<Item.Tracking> tracked(Random random) {
        Set<Item.Tracking> tracked = EnumSet.allOf(Item.Tracking.class);
        tracked.removeIf(_ -> random.nextBoolean());
        return tracked;
    }

    private static String code(Random random) {
        return random.nextInt(4) == 0 ? one(random, NUMBERS) : text(random);
    }

    /** Not often with what an id cannot have. */
    private static String named(Random random) {
        String text = text(random);
        return random.nextInt(10) == 0 || text.isBlank() ? text : text.strip();
    }

    private static String text(Random random) {
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(_ -> one(random, PIECES))
                .collect(Collectors.joining());
    }

    /** Not often one that nobody takes. */
    private static BigDecimal number(Random random) {
        boolean odd = random.nextInt(50) == 0;
        BigDecimal number = BigDecimal.valueOf(random.nextInt(1, 2_000_000), random.nextInt(odd ? 10 : 7) - 2);
        return odd ? number.negate() : number;
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static <T> Optional<T> maybe(Random random, Made<T> made) {
        return random.nextBoolean() ? Optional.of(made.one()) : Optional.empty();
    }

    private static <T> List<T> some(Random random, int most, Made<T> made) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(_ -> made.one())
                .toList();
    }

    private interface Made<T> {
        T one();
    }
}
