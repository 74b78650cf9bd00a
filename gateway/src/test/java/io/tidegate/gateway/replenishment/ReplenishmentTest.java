package io.tidegate.gateway.replenishment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.forecast.Demand;
import io.tidegate.gateway.replenishment.Item.Stock;
import io.tidegate.gateway.replenishment.Item.Terms;
import io.tidegate.gateway.replenishment.Reason.Limit;
import io.tidegate.gateway.replenishment.Reason.Why;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is proposed for an item that sells ten a day, comes in packs of twelve, three days after the order; and for others. */
class ReplenishmentTest {

    /** A look each night, and an order for a week: due below 40, to be filled to 110. */
    private static final Policy POLICY = Policy.DEFAULT;

    private static final Terms TERMS = new Terms(LeadTime.agreed(3), 12, 0, 0, Optional.empty());

    private static DailySales sales(int days, IntToDoubleFunction sold) {
        return new DailySales(IntStream.range(0, days).mapToDouble(sold).toArray(), new boolean[days]);
    }

    private static Proposal propose(double onHand, Terms terms) {
        return Replenishment.propose(new Item("milk", sales(60, _ -> 10), new Stock(onHand, 0), terms), POLICY);
    }

    @Test
    void what_would_run_out_is_ordered_in_whole_packs() {
        Proposal proposal = propose(20, TERMS);
        assertEquals(96, proposal.quantity(), "90 to be filled to 110");
        assertEquals(40, proposal.figures().reorderPoint(), 1e-9);
        assertEquals(2, proposal.figures().daysOfCover(), 1e-9);
        assertEquals(10, proposal.figures().demandPerDay(), 1e-9);
        assertEquals(new Reason(new Why.RunsOut(20, 2, 3), List.of(new Limit.WholePacks(12))), proposal.reason());
        assertEquals(
                "The 20 there or ordered last 2 days, and a delivery takes 3 days, rounded to packs of 12.",
                proposal.reason().english());
    }

    @Test
    void where_there_is_enough_nothing_is_ordered_and_it_is_said_when() {
        Proposal proposal = propose(50, TERMS);
        assertFalse(proposal.isOrder());
        assertEquals(
                "The 50 there or ordered last 5 days; order when there are 40.",
                proposal.reason().english());
    }

    @Test
    void what_is_on_its_way_counts() {
        Item item = new Item("milk", sales(60, _ -> 10), new Stock(5, 48), TERMS);
        assertFalse(Replenishment.propose(item, POLICY).isOrder());
    }

    @Test
    void with_a_look_once_a_week_it_is_ordered_earlier() {
        Item item = new Item("milk", sales(60, _ -> 10), new Stock(50, 0), TERMS);
        Proposal proposal = Replenishment.propose(item, new Policy(ServiceLevel.DEFAULT, 7, 7));
        assertEquals(100, proposal.figures().reorderPoint(), 1e-9);
        assertEquals(120, proposal.quantity());
    }

    @Test
    void the_least_order_raises_it() {
        Proposal proposal = propose(20, new Terms(LeadTime.agreed(3), 12, 200, 0, Optional.empty()));
        assertEquals(204, proposal.quantity());
        assertEquals(
                List.of(new Limit.MinimumOrder(200), new Limit.WholePacks(12)),
                proposal.reason().limits());
    }

    @Test
    void no_more_is_ordered_than_is_sold_while_it_keeps() {
        Proposal proposal = propose(20, new Terms(LeadTime.agreed(3), 12, 0, 0, Optional.of(5)));
        assertEquals(48, proposal.quantity(), "50 in five days");
        assertTrue(proposal.reason().english().endsWith(", cut to what is sold while it keeps, 5 days."));
    }

    @Test
    void what_will_be_left_when_it_comes_is_sold_before_it() {
        Proposal proposal = propose(39, new Terms(LeadTime.agreed(3), 1, 0, 0, Optional.of(5)));
        assertEquals(41, proposal.quantity(), "80 until it spoils, of which 39 are there");
    }

    @Test
    void where_even_a_pack_would_spoil_nothing_is_ordered_and_it_is_said_why() {
        Proposal proposal = propose(20, new Terms(LeadTime.agreed(3), 24, 0, 0, Optional.of(2)));
        assertEquals(0, proposal.quantity());
        Limit.KeepsTooShort limit = assertInstanceOf(
                Limit.KeepsTooShort.class, proposal.reason().limits().getFirst());
        assertEquals(2.4, limit.lastsDays(), 1e-9);
        assertTrue(
                proposal.reason().english().contains("but 24, the least that can be ordered, would last 2.4 days"),
                proposal.reason().english());
    }

    @Test
    void a_minimum_is_kept_even_if_nobody_buys() {
        Terms terms = new Terms(LeadTime.agreed(3), 1, 0, 6, Optional.empty());
        Item item = new Item("extinguisher", sales(60, _ -> 0), new Stock(4, 0), terms);
        Proposal proposal = Replenishment.propose(item, POLICY);
        assertEquals(2, proposal.quantity());
        assertEquals(
                "4 are there or ordered, and it shall never be fewer than 6.",
                proposal.reason().english());
    }

    @Test
    void a_minimum_is_ordered_of_what_spoils_and_was_never_sold() {
        DailySales none = new DailySales(new double[] {0, 0}, new boolean[] {true, true});
        Terms terms = new Terms(LeadTime.agreed(2), 6, 0, 10, Optional.of(9));
        Proposal proposal = Replenishment.propose(new Item("butter", none, new Stock(0, 0), terms), POLICY);
        assertEquals(12, proposal.quantity());
        assertEquals(
                "0 are there or ordered, and it shall never be fewer than 10, rounded to packs of 6, though it may not be"
                        + " sold while it keeps, 9 days.",
                proposal.reason().english());
    }

    @Test
    void what_keeps_too_short_for_its_sales_is_ordered_up_to_its_minimum_and_not_beyond() {
        Terms terms = new Terms(LeadTime.agreed(3), 24, 0, 30, Optional.of(2));
        Proposal proposal = propose(20, terms);
        assertEquals(24, proposal.quantity(), "10 to the minimum; 20 would be sold while they keep");
        assertEquals(
                new Reason(new Why.BelowMinimum(20, 30), List.of(new Limit.WholePacks(24), new Limit.MayNotSell(2))),
                proposal.reason());
        assertEquals(0, propose(31, terms).quantity(), "the minimum is there");
        Terms long5 = new Terms(LeadTime.agreed(3), 12, 0, 30, Optional.of(5));
        assertEquals(48, propose(20, long5).quantity(), "more than the minimum is sold while it keeps");
        assertEquals(
                List.of(new Limit.WholePacks(12), new Limit.ShelfLife(5)),
                propose(20, long5).reason().limits());
    }

    @Test
    void what_nobody_buys_is_not_ordered() {
        Item item = new Item("fax paper", sales(60, _ -> 0), new Stock(1, 0), TERMS);
        Proposal proposal = Replenishment.propose(item, POLICY);
        assertEquals(new Reason(new Why.NotAskedFor(1), List.of()), proposal.reason());
        assertEquals(Double.POSITIVE_INFINITY, proposal.figures().daysOfCover());
    }

    @Test
    void an_item_without_any_past_is_not_ordered_beyond_its_minimum() {
        DailySales none = new DailySales(new double[] {0, 0}, new boolean[] {true, true});
        Terms terms = new Terms(LeadTime.agreed(3), 6, 0, 6, Optional.empty());
        assertEquals(
                6,
                Replenishment.propose(new Item("new", none, new Stock(0, 0), terms), POLICY)
                        .quantity());
        assertEquals(
                0,
                Replenishment.propose(new Item("new", none, new Stock(0, 0), TERMS), POLICY)
                        .quantity());
    }

    @Test
    void more_booked_out_than_in_is_made_up_for() {
        assertEquals(120, propose(-5, TERMS).quantity());
        assertTrue(propose(-5, TERMS).reason().english().startsWith("Nothing is left, and a delivery takes 3 days"));
    }

    @Test
    void irregular_demand_and_late_deliveries_need_a_safety_stock() {
        Random random = new Random(6);
        DailySales sales = sales(365, _ -> 10 + Math.round(2 * random.nextGaussian()));
        Proposal punctual = Replenishment.propose(new Item("a", sales, new Stock(0, 0), TERMS), POLICY);
        // 1.645 * 2 * root of 4
        assertEquals(6.6, punctual.figures().safetyStock(), 1.0);
        Terms late = new Terms(new LeadTime(3, 1), 12, 0, 0, Optional.empty());
        Proposal unpunctual = Replenishment.propose(new Item("a", sales, new Stock(0, 0), late), POLICY);
        // 1.645 * root of 4 * 4 + 100 * 1
        assertEquals(17.7, unpunctual.figures().safetyStock(), 1.5);
    }

    @Test
    void what_is_sold_now_and_then_is_kept_for_the_case_that_it_is() {
        Random random = new Random(6);
        DailySales sales = sales(365, _ -> random.nextDouble() < 0.1 ? 4 : 0);
        Proposal proposal = Replenishment.propose(
                new Item("fan belt", sales, new Stock(0, 0), new Terms(LeadTime.agreed(3), 1, 0, 0, Optional.empty())),
                POLICY);
        assertEquals(Demand.Kind.INTERMITTENT, proposal.figures().demand());
        // In four days, two sales of four come in about one case of twenty.
        double point = proposal.figures().reorderPoint();
        assertTrue(point == 4 || point == 8, proposal.toString());
        assertEquals(
                point, proposal.figures().safetyStock() + 4 * proposal.figures().demandPerDay(), 1e-9);
    }

    @Test
    void days_without_stock_do_not_lower_what_is_proposed() {
        boolean[] out = new boolean[60];
        double[] sold = new double[60];
        for (int day = 0; day < 60; day++) {
            out[day] = day % 4 == 0;
            sold[day] = out[day] ? 0 : 10;
        }
        Item item = new Item("milk", new DailySales(sold, out), new Stock(20, 0), TERMS);
        assertEquals(96, Replenishment.propose(item, POLICY).quantity());
    }

    @Test
    void what_is_weighed_is_ordered_by_parts_of_a_kilogram() {
        Terms terms = new Terms(LeadTime.agreed(1), 0.1, 0, 0, Optional.empty());
        Item item = new Item("olives", sales(60, _ -> 0.3), new Stock(0, 0), terms);
        assertEquals(2.7, Replenishment.propose(item, POLICY).quantity(), 1e-9);
    }
}
