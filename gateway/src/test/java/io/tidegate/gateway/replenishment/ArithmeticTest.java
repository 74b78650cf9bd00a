package io.tidegate.gateway.replenishment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.gateway.forecast.Series;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The formulas, against what textbooks and one's own hand give. */
class ArithmeticTest {

    @Test
    void z_is_as_tables_have_it() {
        assertEquals(1.282, new ServiceLevel(0.90).z(), 0.001);
        assertEquals(1.645, new ServiceLevel(0.95).z(), 0.001);
        assertEquals(1.960, new ServiceLevel(0.975).z(), 0.001);
        assertEquals(2.326, new ServiceLevel(0.99).z(), 0.001);
        assertThrows(IllegalArgumentException.class, () -> new ServiceLevel(1));
    }

    @Test
    void safety_stock_is_for_demand_and_for_late_deliveries() {
        // 1.645 * 4 * 3; and 1.645 * root of 9 * 16 + 100 * 4
        assertEquals(19.74, SafetyStock.normal(1.645, new LeadTime(9, 0), 10, 4), 0.005);
        assertEquals(38.37, SafetyStock.normal(1.645, new LeadTime(9, 2), 10, 4), 0.005);
    }

    @Test
    void until_a_later_look_the_safety_stock_must_last_as_well() {
        // 1.645 * 4 * root of 9 + 7
        assertEquals(26.32, SafetyStock.normal(1.645, new LeadTime(9, 0).after(7), 10, 4), 0.005);
    }

    @Test
    void a_lead_time_is_learned_from_three_receipts_on() {
        assertEquals(new LeadTime(5, 0), LeadTime.learned(List.of(2.0, 9.0), 5));
        assertEquals(new LeadTime(3, 1), LeadTime.learned(List.of(2.0, 3.0, 4.0), 5));
    }

    @Test
    void of_many_receipts_the_latest_twenty_count() {
        List<Double> days = DoubleStream.concat(
                        DoubleStream.generate(() -> 30).limit(10),
                        DoubleStream.generate(() -> 2).limit(20))
                .boxed()
                .toList();
        assertEquals(new LeadTime(2, 0), LeadTime.learned(days, 5));
    }

    @Test
    void a_day_without_stock_is_unknown_and_more_returned_than_sold_is_nothing() {
        Series demand = new DailySales(new double[] {3, 0, -2, 1}, new boolean[] {false, true, false, true}).demand();
        assertArrayEquals(
                new double[] {3, Double.NaN, 0, Double.NaN},
                IntStream.range(0, 4).mapToDouble(demand::at).toArray());
        assertThrows(IllegalArgumentException.class, () -> new DailySales(new double[1], new boolean[2]));
    }

    @Test
    void an_outlook_adds_up_days_and_parts_of_them() {
        Outlook outlook = new Outlook(new double[] {2, 0, 4});
        assertEquals(2, outlook.perDay());
        assertEquals(1, outlook.until(0.5));
        assertEquals(6, outlook.until(3));
        assertEquals(8, outlook.until(4));
    }

    @Test
    void days_of_cover_follow_the_week() {
        Outlook outlook = new Outlook(new double[] {2, 0, 4});
        assertEquals(0, outlook.daysOf(-1));
        assertEquals(0.5, outlook.daysOf(1));
        assertEquals(1, outlook.daysOf(2));
        assertEquals(2.25, outlook.daysOf(3));
        assertEquals(4, outlook.daysOf(8));
        assertEquals(Double.POSITIVE_INFINITY, new Outlook(new double[2]).daysOf(1));
    }

    private static double quantile(double[] demand, double perDay, LeadTime days, double share) {
        return LeadTimeDemand.quantile(Series.of(demand), perDay, days, share);
    }

    @Test
    void of_a_constant_demand_each_draw_is_the_same() {
        double[] two = new double[50];
        Arrays.fill(two, 2);
        assertEquals(7, quantile(two, 2, new LeadTime(3.5, 0), 0.95), 1e-9);
    }

    @Test
    void of_one_sale_in_ten_days_four_days_see_one_in_four_cases_of_ten() {
        double[] seldom = new double[200];
        for (int i = 0; i < 200; i += 10) {
            seldom[i] = 5;
        }
        assertEquals(0, quantile(seldom, 0.5, new LeadTime(4, 0), 0.55));
        assertEquals(5, quantile(seldom, 0.5, new LeadTime(4, 0), 0.65));
        assertEquals(5, quantile(seldom, 0.5, new LeadTime(4, 0), 0.99));
    }

    @Test
    void late_deliveries_are_drawn_too() {
        double[] two = new double[50];
        Arrays.fill(two, 2);
        // Of a normal distribution of 3 and 1 days, 95 % are below 4.645.
        assertEquals(9.29, quantile(two, 2, new LeadTime(3, 1), 0.95), 0.3);
    }

    @Test
    void days_without_stock_are_passed_over() {
        double gap = Double.NaN;
        double[] gaps = {2, gap, 2, gap, gap, 2, 2};
        assertEquals(6, quantile(gaps, 2, new LeadTime(3, 0), 0.5));
    }

    @Test
    void what_is_forecast_to_be_quite_different_is_drawn_so() {
        double[] two = new double[50];
        Arrays.fill(two, 2);
        assertEquals(6, quantile(two, 2.3, new LeadTime(3, 0), 0.95), 1e-9);
        assertEquals(3, quantile(two, 1, new LeadTime(3, 0), 0.95), 1e-9);
        assertEquals(0, quantile(new double[9], 0, new LeadTime(3, 0), 0.95));
    }
}
