package io.tidegate.gateway.partners;

import static io.tidegate.gateway.partners.SomeLines.item;
import static io.tidegate.gateway.partners.SomeLines.receive;
import static io.tidegate.gateway.partners.SomeLines.reverse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.inventory.Sought;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Stock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two gateways of one site, each with a journal of its own, that meet over HTTP now and then. */
class PartnersTest {

    @TempDir
    Path root;

    private TestGateway one;
    private TestGateway two;

    @BeforeEach
    void open() throws Exception {
        one = new TestGateway("gw-1", root.resolve("one"));
        two = new TestGateway("gw-2", root.resolve("two"));
        one.meets(two);
        two.meets(one);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private void meet() throws InterruptedException {
        one.askForAll();
        two.askForAll();
        one.askForAll();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_was_booked_where_and_in_what_order_they_come_to_the_same_stock(long seed) throws Exception {
        Random random = new Random(seed);
        List<Stock> lines = SomeLines.any(random, 300);
        List<Stock> atOne = some(lines, random);
        List<Stock> atTwo = some(lines, random);
        while (!atOne.isEmpty() || !atTwo.isEmpty()) {
            recordSome(one, atOne, random);
            recordSome(two, atTwo, random);
            somethingHappens(random);
        }
        one.away(false);
        two.away(false);
        meet();
        assertEquals(one.levels(), two.levels());
        // As one gateway that was told everything.
        try (TestGateway alone = new TestGateway("gw-3", root.resolve("alone"))) {
            alone.meets(one);
            alone.askForAll();
            assertEquals(alone.levels(), one.levels());
        }
        long taken = one.status().taken();
        meet();
        assertEquals(taken, one.status().taken(), "nothing goes back and forth");
        assertEquals(movements(one), movements(two));
        assertEquals(conflicts(one), conflicts(two));
    }

    private static List<Stock> some(List<Stock> lines, Random random) {
        List<Stock> some = new ArrayList<>(
                lines.stream().filter(_ -> random.nextInt(3) > 0).toList());
        Collections.shuffle(some, random);
        return some;
    }

    private static void recordSome(TestGateway gateway, List<Stock> left, Random random) throws InterruptedException {
        List<Stock> part = left.subList(0, Math.min(left.size(), random.nextInt(40)));
        gateway.record(part);
        part.clear();
    }

    private void somethingHappens(Random random) throws Exception {
        TestGateway here = random.nextBoolean() ? one : two;
        TestGateway there = here == one ? two : one;
        switch (random.nextInt(5)) {
            case 0 -> here.away(true);
            case 1 -> here.away(false);
            case 2 -> {
                here.startAgain(root.resolve(here == one ? "one" : "two"));
                here.meets(there);
            }
            default -> here.ask();
        }
    }

    private static List<String> conflicts(TestGateway gateway) throws Exception {
        return gateway.inventory().exchange().conflicts().stream()
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private static List<String> movements(TestGateway gateway) throws Exception {
        Instant end = Instant.ofEpochMilli(Long.MAX_VALUE);
        Sought all = new Sought(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, end);
        return gateway.inventory().books().lines(all, 0, 1_000).stream()
                .map(line -> line.booking() + " " + line.reversed())
                .sorted()
                .toList();
    }

    @Test
    void a_line_comes_as_it_is_with_its_time_its_device_and_its_cause() throws Exception {
        Movement line = receive("till-7:1", 5, 3, "brie");
        one.record(List.of(line));
        assertEquals(1, two.askForAll().taken());
        assertEquals(
                line, two.inventory().books().line("till-7:1").orElseThrow().booking());
        assertEquals(0, one.askForAll().taken(), "its own line is known");
    }

    @Test
    void of_two_lines_with_one_id_the_same_one_counts_on_both_and_the_other_is_kept() throws Exception {
        one.record(List.of(receive("m-1", 5, 3, "brie")));
        two.record(List.of(receive("m-1", 5, 8, "brie"), reverse("m-2", 6, "m-9")));
        one.record(List.of(receive("m-9", 5, 1, "brie"), reverse("m-2", 7, "m-1")));
        meet();
        assertEquals(one.levels(), two.levels());
        assertEquals(List.of("brie@sales-floor/ 3 each"), one.levels(), "the smaller text, and the earlier reversal");
        assertEquals(2, conflicts(one).size());
        assertEquals(conflicts(one), conflicts(two));
    }

    @Test
    void an_item_that_both_changed_is_as_it_was_changed_last() throws Exception {
        one.record(List.of(item("brie", 5, "Brie"), item("tea", 9, "Tea", "96385074")));
        two.record(List.of(item("brie", 7, "Brie de Meaux"), item("cup", 8, "Cup", "96385074")));
        one.record(List.of(receive("m-1", 5, 2, "96385074")));
        meet();
        for (TestGateway each : List.of(one, two)) {
            assertEquals(
                    "Brie de Meaux",
                    each.inventory().books().item("brie").orElseThrow().name());
            assertEquals(
                    "tea",
                    each.inventory().books().item("96385074").orElseThrow().id());
            assertEquals(List.of("tea@sales-floor/ 20 each"), each.levels());
        }
    }

    @Test
    void a_gateway_whose_journal_was_lost_has_all_of_it_again_and_is_read_from_its_beginning() throws Exception {
        one.record(lines("a", 120));
        two.record(lines("b", 80));
        meet();
        two.startAgain(root.resolve("empty"));
        two.record(lines("c", 3));
        two.meets(one);
        two.askForAll();
        assertEquals(203, movements(two).size());
        one.askForAll();
        assertEquals(movements(two), movements(one));
    }

    @Test
    void a_gateway_that_goes_on_from_an_old_copy_of_its_journal_is_read_anew() throws Exception {
        two.record(lines("a", 20));
        one.askForAll();
        two.startAgain(root.resolve("elsewhere"));
        copy(root.resolve("two"), root.resolve("copy"));
        two.startAgain(root.resolve("two"));
        two.record(lines("lost", 30));
        one.askForAll();
        two.startAgain(root.resolve("copy"));
        two.record(lines("other", 40));
        one.askForAll();
        assertEquals(90, movements(one).size());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static List<Movement> lines(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> receive(name + "-" + number, 5, 1, "brie"))
                .toList();
    }

    @Test
    void one_that_is_away_says_so_and_is_met_again_where_it_was_left() throws Exception {
        two.record(lines("a", 60));
        one.ask();
        two.away(true);
        assertTrue(one.ask().trouble().orElseThrow().contains("127.0.0.1"));
        assertEquals(Optional.of("gw-2"), one.status().gateway());
        assertTrue(one.status().met().isPresent());
        two.away(false);
        assertEquals(60, one.askForAll().taken());
        assertEquals(Optional.empty(), one.status().trouble());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | <html>                                                                       | damaged
            200 | []                                                                           | no ledger
            200 | {"format":1,"site":"corner-shop","gateway":"gw-2","next":"x","lines":[       | damaged
            200 | {"format":1,"site":"corner-shop","gateway":"gw-2","next":"x","lines":[7]}    | no ledger
            200 | {"format":1,"site":"corner-shop","gateway":"gw-2","lines":[]}                | no ledger
            200 | {"format":2,"site":"corner-shop","gateway":"gw-2","next":"x","lines":[]}     | newer version
            200 | {"format":1,"site":"bakery","gateway":"gw-2","next":"x","lines":[]}          | another site, 'bakery'
            200 | {"format":1,"site":"corner-shop","gateway":"gw-1","next":"x","lines":[]}     | same gateway.id
            401 | {}                                                                           | token
            403 | {}                                                                           | token
            404 | {}                                                                           | older version
            302 | {}                                                                           | HTTP status 302
            """)
    void what_is_no_partner_is_refused_in_words_and_nothing_is_booked(int status, String body, String words)
            throws Exception {
        two.record(lines("a", 5));
        two.rubbish = Optional.of(new TestGateway.Rubbish(status, body.getBytes(StandardCharsets.UTF_8)));
        String trouble = one.ask().trouble().orElseThrow();
        assertTrue(trouble.contains(words), trouble);
        assertEquals(0, one.journal().lastPosition());
        two.rubbish = Optional.empty();
        assertEquals(5, one.askForAll().taken());
    }

    @Test
    void an_answer_without_an_end_is_given_up() throws Exception {
        byte[] huge = new byte[PartnerLine.ANSWER_BYTES_MAX + 1];
        two.rubbish = Optional.of(new TestGateway.Rubbish(200, huge));
        assertNotEquals(Optional.empty(), one.ask().trouble());
    }

    @Test
    void a_line_that_is_not_understood_is_parked_and_read_again_after_a_start() throws Exception {
        String line = """
                {"kind":"movement","device":"till-7","time":"2026-11-23T10:00:00Z","movement":\
                {"id":"m-%d","kind":"%s","item":"brie","quantity":1,"unit":"each","to":"sales-floor","cause":"api"}}""";
        String answer = """
                {"format":1,"site":"corner-shop","gateway":"gw-2","next":"x","more":false,"lines":[%s,%s]}""";
        two.rubbish = Optional.of(new TestGateway.Rubbish(
                200,
                answer.formatted(line.formatted(1, "beam"), line.formatted(2, "receive"))
                        .getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, one.ask().unread());
        assertEquals(List.of("brie@sales-floor/ 1 each"), one.levels());
        two.rubbish = Optional.empty();
        two.record(List.of(receive("m-1", 0, 4, "brie")));
        one.startAgain(root.resolve("one"));
        one.meets(two);
        one.askForAll();
        assertEquals(List.of("brie@sales-floor/ 5 each"), one.levels());
    }
}
