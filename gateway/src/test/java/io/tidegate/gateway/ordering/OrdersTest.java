package io.tidegate.gateway.ordering;

import static io.tidegate.gateway.ordering.Shop.TODAY;
import static io.tidegate.gateway.ordering.Shop.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.observation.MovementKind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of proposals. Milk sells ten a day; of it 96 are proposed. */
class OrdersTest extends InMilkShop {

    @Test
    void an_accepted_order_is_on_its_way_and_is_not_proposed_again() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        String id = shop.proposal().id();
        assertInstanceOf(Verdict.Decided.class, shop.decide(id, Choice.Kind.ACCEPT));
        shop.compute();
        assertEquals(List.of(), shop.proposals());
        assertEquals(State.ACCEPTED, shop.find(id).fate().state());
    }

    @Test
    void what_was_ordered_less_is_proposed_again_by_what_is_missing() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        shop.accept(shop.proposal().id(), 12);
        shop.compute();
        assertEquals(12, shop.proposal().figures().onOrder());
        assertEquals("84 each", shop.proposal().amount().toString());
        assertEquals(
                "The 32 there or ordered last 3.2 days, and a delivery takes 3 days, rounded to packs of 12.",
                sentence(shop.proposal()));
    }

    @Test
    void an_order_comes_in_parts_and_is_received_when_all_is_there() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        String id = shop.proposal().id();
        shop.decide(id, Choice.Kind.ACCEPT);
        shop.book(MovementKind.RECEIVE, at(TODAY.plusDays(1), "04:00"), 40, "milk");
        Fate.Ordered part = (Fate.Ordered) shop.find(id).fate();
        assertEquals("56", part.open().toPlainString());
        assertEquals(Optional.empty(), part.days());
        shop.book(MovementKind.RECEIVE, at(TODAY.plusDays(2), "04:00"), 56, "milk");
        Fate.Ordered whole = (Fate.Ordered) shop.find(id).fate();
        assertEquals(State.RECEIVED, whole.state());
        assertEquals(2.0, whole.days().orElseThrow(), 1e-3);
        assertEquals(1, shop.orders.list(Orders.Question.of(State.RECEIVED)).size());
        assertEquals(List.of(), shop.orders.list(Orders.Question.of(State.ACCEPTED)));
        shop.now.set(at(TODAY.plusDays(3), "04:00"));
        shop.compute();
        assertEquals(whole, shop.find(id).fate(), "settled, it is the same");
    }

    @Test
    void what_comes_piece_by_piece_is_for_its_orders_too_however_many_pieces_that_are() throws Exception {
        shop.catalogue("id,name,minimum,supplier\nbun,Bun,10,Baker\n");
        shop.book(MovementKind.COUNT, at(TODAY.minusDays(5), "08:00"), 0, "bun");
        shop.compute();
        String first = shop.proposal().id();
        shop.accept(first, 1_005);
        shop.bookEach(MovementKind.RECEIVE, at(TODAY, "05:00"), 1_005, "bun");
        shop.book(MovementKind.SELL, at(TODAY, "06:00"), 1_005, "bun");
        shop.now.set(at(TODAY.plusDays(1), "04:00"));
        shop.compute();
        assertEquals(State.RECEIVED, shop.find(first).fate().state());
        String second = shop.proposal().id();
        shop.accept(second, 10);
        shop.book(MovementKind.RECEIVE, at(TODAY.plusDays(1), "05:00"), 10, "bun");
        assertEquals(State.RECEIVED, shop.find(second).fate().state());
        shop.book(MovementKind.SELL, at(TODAY.plusDays(1), "06:00"), 10, "bun");
        shop.now.set(at(TODAY.plusDays(2), "04:00"));
        shop.compute();
        assertEquals(0, shop.proposal().figures().onOrder());
    }

    @Test
    void a_receipt_that_is_taken_back_has_not_come() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        String id = shop.proposal().id();
        shop.decide(id, Choice.Kind.ACCEPT);
        shop.book(MovementKind.RECEIVE, at(TODAY, "05:00"), 96, "milk");
        assertEquals(State.RECEIVED, shop.find(id).fate().state());
        shop.reverse(shop.lastLine(), at(TODAY, "05:05"));
        assertEquals(State.ACCEPTED, shop.find(id).fate().state());
    }

    @Test
    void what_will_not_come_is_closed_and_proposed_again() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        String id = shop.proposal().id();
        shop.decide(id, Choice.Kind.ACCEPT);
        assertInstanceOf(Verdict.Decided.class, shop.decide(id, Choice.Kind.CLOSE));
        shop.compute();
        assertEquals("96 each", shop.proposal().amount().toString());
        assertEquals(State.CLOSED, shop.find(id).fate().state());
    }

    @Test
    void the_lead_time_is_learnt_from_three_deliveries() throws Exception {
        shop.milkLeft(0);
        for (int order = 0; order < 3; order++) {
            Instant ordered = at(TODAY.plusDays(order * 6L), "04:00");
            shop.now.set(ordered);
            shop.compute();
            shop.accept(shop.proposal().id(), 60);
            shop.book(MovementKind.RECEIVE, at(TODAY.plusDays(order * 6L + 5), "04:00"), 60, "milk");
            shop.sellDaily(TODAY.plusDays(order * 6L), TODAY.plusDays(order * 6L + 6), 10, "milk");
        }
        shop.now.set(at(TODAY.plusDays(18), "04:00"));
        shop.compute();
        assertEquals(5, shop.proposal().figures().leadTimeDays(), 1e-3, "agreed were 3");
        assertTrue(sentence(shop.proposal()).contains("a delivery takes 5 days"), sentence(shop.proposal()));
    }

    @Test
    void an_ignored_proposal_comes_again_the_next_night_and_it_is_noted_how_long_it_was_out() throws Exception {
        shop.milkLeft(10);
        shop.compute();
        String id = shop.proposal().id();
        shop.decide(id, new Choice(Choice.Kind.IGNORE, Optional.empty(), Optional.of("Ann"), Optional.of("holidays")));
        shop.compute();
        assertEquals(List.of(), shop.proposals(), "not on the same day");
        shop.book(MovementKind.SELL, at(TODAY.plusDays(1), "10:00"), 10, "milk");
        shop.now.set(at(TODAY.plusDays(2), "04:00"));
        shop.compute();
        assertFalse(shop.proposal().id().equals(id));
        shop.book(MovementKind.RECEIVE, at(TODAY.plusDays(3), "12:00"), 500, "milk");
        shop.now.set(at(TODAY.plusDays(9), "04:00"));
        shop.compute();
        Fate.Ignored ignored = (Fate.Ignored) shop.find(id).fate();
        assertEquals(Optional.of(3), ignored.daysOut(), "from the day after until goods came");
        assertEquals(Optional.of("holidays"), ignored.decision().note());
    }

    @Test
    void a_decision_counts_once_and_another_one_afterwards_is_refused() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        String id = shop.proposal().id();
        assertInstanceOf(Verdict.Refused.class, shop.accept(id, 0));
        assertInstanceOf(Verdict.Refused.class, shop.accept(id, -5));
        assertInstanceOf(Verdict.Refused.class, shop.accept(id, 1e30));
        assertInstanceOf(Verdict.Refused.class, shop.accept(id, 2e9));
        assertInstanceOf(Verdict.Refused.class, shop.accept(id, 1.5));
        assertInstanceOf(Verdict.Refused.class, shop.accept(id, 0.12345678));
        assertInstanceOf(Verdict.Otherwise.class, shop.decide(id, Choice.Kind.CLOSE), "nothing was ordered");
        assertInstanceOf(Verdict.Unknown.class, shop.decide("nobody", Choice.Kind.IGNORE));
        assertInstanceOf(Verdict.Decided.class, shop.accept(id, 24));
        Fate first = shop.find(id).fate();
        shop.now.set(at(TODAY, "06:00"));
        assertInstanceOf(Verdict.Decided.class, shop.accept(id, 24));
        assertEquals(first, shop.find(id).fate());
        assertInstanceOf(Verdict.Otherwise.class, shop.accept(id, 36));
        assertInstanceOf(Verdict.Otherwise.class, shop.decide(id, Choice.Kind.IGNORE));
    }

    @Test
    void what_was_accepted_survives_a_power_cut_before_its_receipt() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        String id = shop.proposal().id();
        shop.accept(id, 96);
        Path copy = Files.createDirectory(root.resolve("copy"));
        try (Stream<Path> files = Files.list(root.resolve("shop"))) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("journal.db"))
                    .toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (Shop again = Shop.open(copy, at(TODAY.plusDays(1), "04:00"))) {
            assertEquals(State.ACCEPTED, again.find(id).fate().state());
            assertTrue(again.orders.progress().last().isPresent());
            again.book(MovementKind.RECEIVE, at(TODAY.plusDays(1), "05:00"), 96, "milk");
            assertEquals(State.RECEIVED, again.find(id).fate().state());
            again.compute();
            assertEquals(List.of(), again.proposals());
        }
    }

    @Test
    void what_somebody_decides_while_it_is_computed_is_not_proposed_again() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        Proposed proposed = shop.proposal();
        shop.accept(proposed.id(), 96);
        shop.journal
                .changeNow(Sql.writing(sql -> {
                    ProposalTable.propose(sql, proposed.with(new Fate.Open()), 0, 1);
                }))
                .toCompletableFuture()
                .get();
        assertEquals(List.of(), shop.proposals());
        assertEquals(State.ACCEPTED, shop.find(proposed.id()).fate().state());
    }

    @Test
    void a_quantity_that_somebody_changes_is_what_is_ordered() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        Proposed proposed = shop.proposal();
        shop.accept(proposed.id(), 30);
        Proposed ordered = shop.find(proposed.id());
        assertEquals("96 each", ordered.amount().toString());
        assertEquals("30 each", ordered.wanted().toString());
        assertEquals(new BigDecimal("2.5"), ordered.packs(ordered.wanted()));
    }
}
