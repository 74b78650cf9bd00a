package io.tidegate.gateway.ordering;

import static io.tidegate.gateway.ordering.Shop.FIRST;
import static io.tidegate.gateway.ordering.Shop.TODAY;
import static io.tidegate.gateway.ordering.Shop.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.observation.Amount;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Item;
import io.tidegate.observation.MovementKind;
import io.tidegate.site.SensorField;
import io.tidegate.site.StockCounter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is proposed from a ledger with a known history. Milk sells ten a day. */
class ProposalsTest extends InMilkShop {

    @Test
    void a_known_history_gives_this_proposal_with_this_sentence() throws Exception {
        shop.milkLeft(20);
        Run run = shop.compute();
        Proposed proposed = shop.proposal();
        assertEquals("96 each", proposed.amount().toString());
        assertEquals("8", proposed.packs(proposed.amount()).toPlainString());
        assertEquals(
                "Milk of Dairy Ltd",
                proposed.subject().name() + " of " + proposed.subject().supplier());
        assertEquals(
                "The 20 there or ordered last 2 days, and a delivery takes 3 days, rounded to packs of 12.",
                sentence(proposed));
        assertEquals(10, proposed.figures().computed().demandPerDay(), 1e-9);
        assertEquals(20, proposed.figures().onHand());
        assertEquals(List.of(1, 1, 0), List.of(run.items(), run.proposals(), run.failed()));
    }

    @Test
    void where_there_is_enough_nothing_is_proposed() throws Exception {
        shop.milkLeft(200);
        shop.compute();
        assertEquals(List.of(), shop.proposals());
    }

    @Test
    void days_without_stock_are_unknown_and_not_days_without_demand() throws Exception {
        shop.book(MovementKind.RECEIVE, FIRST, 300, "milk");
        shop.sellDaily(TODAY.minusDays(60), TODAY.minusDays(30), 10, "milk");
        shop.book(MovementKind.RECEIVE, at(TODAY.minusDays(2), "08:00"), 40, "milk");
        shop.sellDaily(TODAY.minusDays(2), TODAY, 10, "milk");
        shop.compute();
        Proposed proposed = shop.proposal();
        assertEquals(10, proposed.figures().computed().demandPerDay(), 1e-9, "the 28 days in between are no zeros");
        assertEquals("96 each", proposed.amount().toString());
    }

    @Test
    void what_was_reversed_or_brought_back_was_not_sold() throws Exception {
        shop.milkLeft(20);
        shop.book(MovementKind.SELL, at(TODAY.minusDays(1), "11:00"), 7_000, "milk");
        shop.reverse(shop.lastLine(), at(TODAY.minusDays(1), "11:05"));
        shop.book(MovementKind.SELL, at(TODAY.minusDays(3), "11:00"), 500, "milk");
        shop.book(MovementKind.RETURN, at(TODAY.minusDays(3), "12:00"), 500, "milk");
        shop.compute();
        assertEquals(10, shop.proposal().figures().computed().demandPerDay(), 1e-9);
    }

    @Test
    void what_has_expired_is_not_there() throws Exception {
        shop.milkLeft(20);
        shop.receive(at(TODAY.minusDays(5), "09:00"), 500, "milk", TODAY.minusDays(1));
        shop.compute();
        assertEquals(20, shop.proposal().figures().onHand());
    }

    @Test
    void what_tills_sold_of_a_lot_before_it_expired_is_missing_nowhere_else() throws Exception {
        shop.receive(at(TODAY.minusDays(31), "08:00"), 300, "milk", TODAY.minusDays(1));
        shop.sellDaily(30, 10, "milk");
        shop.receive(at(TODAY.minusDays(1), "09:00"), 20, "milk", TODAY.plusDays(300));
        shop.compute();
        assertEquals(20, shop.proposal().figures().onHand());
        assertEquals(10, shop.proposal().figures().computed().demandPerDay(), 1e-9);
    }

    @Test
    void an_order_is_cut_to_what_is_sold_while_the_last_lots_kept() throws Exception {
        shop.milkLeft(-30);
        for (int before = 1; before <= 5; before++) {
            shop.receive(
                    at(TODAY.minusDays(before), "09:00"),
                    10,
                    "milk",
                    TODAY.minusDays(before).plusDays(4));
        }
        shop.compute();
        assertTrue(
                sentence(shop.proposal()).contains("cut to what is sold while it keeps, 4 days"),
                sentence(shop.proposal()));
    }

    @Test
    void a_slip_in_the_lead_time_of_an_older_item_is_a_year() throws Exception {
        Item.Supply none = Item.Supply.NONE;
        Item.Supply slip = new Item.Supply(
                none.supplier(),
                none.price(),
                none.cost(),
                Optional.of(BigDecimal.TEN),
                Optional.of(20_261_128),
                none.shelfLifeDays(),
                none.orderUnit(),
                none.orderMinimum());
        Item slow = new Item("slow", "Slow", Amount.EACH, List.of(), List.of(), Set.of(), slip, List.of(), false);
        shop.journal.record(List.of(new CatalogueItem(new DeviceId("hq"), at(TODAY, "03:00"), slow)));
        shop.compute();
        assertEquals(365, shop.proposal().figures().leadTimeDays());
    }

    @Test
    void it_is_ordered_as_the_catalogue_says() throws Exception {
        shop.catalogue(
                "id,name,packs,supplier,leadTimeDays,orderUnit,orderMinimum\nmilk,Milk,case=12; pallet=480,Dairy Ltd,3,each,150\n");
        shop.milkLeft(20);
        shop.compute();
        assertEquals("150 each", shop.proposal().amount().toString());
        assertTrue(sentence(shop.proposal()).endsWith("raised to the least order of 150."), sentence(shop.proposal()));
    }

    @Test
    void what_is_made_here_or_no_longer_traded_is_not_ordered() throws Exception {
        shop.catalogue("id,name,recipe,retired,minimum\ncake,Cake,milk=1,,5\nold,Old,,yes,5\npen,Pen,,,5\n");
        shop.compute();
        assertEquals("pen", shop.proposal().subject().item());
        assertEquals("0 are there or ordered, and it shall never be fewer than 5.", sentence(shop.proposal()));
    }

    @Test
    void a_minimum_of_what_spoils_is_ordered_before_it_was_ever_sold() throws Exception {
        shop.catalogue("id,name,minimum,shelfLifeDays\nbutter,Butter,12,40\n");
        shop.compute();
        assertEquals("12 each", shop.proposal().amount().toString());
        assertTrue(
                sentence(shop.proposal()).endsWith("though it may not be sold while it keeps, 40 days."),
                sentence(shop.proposal()));
    }

    @Test
    void what_a_counter_of_the_site_file_produces_is_made_here_and_not_ordered() throws Exception {
        StockCounter press = new StockCounter(
                new SensorField(new DeviceId("press"), "strokes"),
                "4006381333931",
                new Amount(BigDecimal.ONE, Amount.EACH),
                "floor",
                "floor",
                List.of(new StockCounter.Ingredient("blank", new Amount(BigDecimal.ONE, Amount.EACH))),
                StockCounter.EVERY,
                StockCounter.PER_MINUTE_MAX);
        try (Shop factory = Shop.with(root.resolve("factory"), press)) {
            factory.catalogue("id,name,codes,minimum\nhinge,Hinge,4006381333931,5\nblank,Blank,,5\n");
            factory.compute();
            assertEquals("blank", factory.proposal().subject().item());
        }
    }

    @Test
    void computed_anew_an_undecided_proposal_keeps_its_id_and_goes_when_there_is_enough() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        Proposed first = shop.proposal();
        shop.book(MovementKind.SELL, at(TODAY, "03:30"), 10, "milk");
        shop.compute();
        assertEquals(first.id(), shop.proposal().id());
        assertEquals("108 each", shop.proposal().amount().toString());
        shop.book(MovementKind.RECEIVE, at(TODAY, "03:40"), 500, "milk");
        shop.compute();
        assertEquals(List.of(), shop.proposals());
        assertEquals(Optional.empty(), shop.orders.find(first.id()));
    }

    @Test
    void an_item_that_cannot_be_read_stops_no_other_and_keeps_its_proposal() throws Exception {
        shop.milkLeft(20);
        shop.catalogue("id,name,minimum\nbad,Bad,5\n");
        shop.compute();
        assertEquals(2, shop.proposals().size());
        shop.journal
                .changeNow(Sql.writing(sql -> {
                    sql.change("UPDATE catalogue_item SET item = '{' WHERE id = 'bad'");
                }))
                .toCompletableFuture()
                .get();
        shop.book(MovementKind.SELL, at(TODAY, "03:30"), 10, "milk");
        Run run = shop.compute();
        assertEquals(1, run.failed());
        assertEquals(
                List.of("5 each", "108 each"),
                shop.proposals().stream().map(each -> each.amount().toString()).toList());
    }

    @Test
    void who_is_stopped_while_computing_has_changed_nothing() throws Exception {
        shop.milkLeft(20);
        shop.compute();
        Proposed before = shop.proposal();
        shop.book(MovementKind.SELL, at(TODAY, "03:30"), 10, "milk");
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> shop.orders.nights().step());
        assertEquals(before, shop.proposal());
    }

    @Test
    void a_name_is_found_whatever_its_case_and_accents_also_in_a_table_from_before() throws Exception {
        shop.catalogue("id,name,minimum\na,\"Crème brûlée 100 %\",5\nb,Cream,5\n");
        shop.compute();
        assertEquals("a", found("CREME BRU"));
        assertEquals("a", found("crème"));
        assertEquals("a", found("0 %"));
        assertEquals("ab", found("cr"));
        shop.journal
                .changeNow(Sql.writing(sql -> sql.change("ALTER TABLE proposal DROP COLUMN folded")))
                .toCompletableFuture()
                .get();
        shop.close();
        shop = Shop.open(root.resolve("shop"));
        assertEquals("a", found("creme"));
    }

    private String found(String text) throws Exception {
        Orders.Sought sought = new Orders.Sought(Optional.empty(), text, State.PROPOSED);
        StringBuilder found = new StringBuilder();
        shop.orders
                .page(sought, 0, 10)
                .forEach(each -> found.append(each.subject().item()));
        assertEquals(found.length(), shop.orders.count(sought));
        return found.toString();
    }

    @Test
    void a_list_is_of_one_supplier_and_goes_on_behind_a_proposal() throws Exception {
        shop.catalogue("id,name,minimum,supplier\na,A,5,Zeta\nb,B,5,Zeta\nc,C,5,Alpha\nd,D,5,\n");
        shop.compute();
        assertEquals(List.of("", "Alpha", "Zeta"), shop.orders.suppliers());
        Orders.Question ofZeta = new Orders.Question(
                Optional.of("Zeta"), Optional.empty(), Set.of(), Orders.After.START, Orders.ROWS_MAX);
        assertEquals(2, shop.orders.list(ofZeta).size());
        Orders.After after = Orders.After.START;
        StringBuilder seen = new StringBuilder();
        List<Proposed> page;
        do {
            page = shop.orders.list(
                    new Orders.Question(Optional.empty(), Optional.empty(), Set.of(State.PROPOSED), after, 1));
            for (Proposed each : page) {
                seen.append(each.subject().item());
                after = Orders.After.of(each);
            }
        } while (!page.isEmpty());
        assertEquals("dcab", seen.toString());
    }

    @Test
    void a_list_goes_on_behind_a_proposal_that_is_gone_meanwhile() throws Exception {
        shop.catalogue("id,name,minimum,supplier\na,A,5,Zeta\nb,B,5,Zeta\nc,C,5,Zeta\n");
        shop.compute();
        Orders.After behindA = Orders.After.of(shop.proposals().getFirst());
        shop.book(MovementKind.RECEIVE, at(TODAY, "03:30"), 9, "a");
        shop.compute();
        Orders.Question rest =
                new Orders.Question(Optional.empty(), Optional.empty(), Set.of(State.PROPOSED), behindA, 1);
        assertEquals("b", shop.orders.list(rest).getFirst().subject().item());
    }
}
