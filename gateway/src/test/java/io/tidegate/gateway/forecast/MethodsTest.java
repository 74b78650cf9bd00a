package io.tidegate.gateway.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.forecast.Smoothing.Rates;
import org.junit.jupiter.api.Test;

/** Each method against what one computes by hand. */
class MethodsTest {

    private static final double NONE = Double.NaN;

    private static void assertAhead(Model model, double... expected) {
        double[] ahead = new double[expected.length];
        for (int i = 0; i < ahead.length; i++) {
            ahead[i] = model.ahead(i + 1);
        }
        assertArrayEquals(expected, ahead, 1e-9);
    }

    @Test
    void the_naive_one_repeats_the_last_known_value() {
        assertAhead(SeasonalMean.fitted(Series.of(3, 5, 4), 1, 1), 4, 4);
        assertAhead(SeasonalMean.fitted(Series.of(3, 5, NONE), 1, 1), 5, 5);
    }

    @Test
    void the_mean_is_of_what_is_known() {
        assertAhead(Method.of(Method.Kind.MEAN).fit(Series.of(3, NONE, 5, 10)), 6, 6);
    }

    @Test
    void the_seasonal_naive_one_repeats_the_last_season() {
        Model model = SeasonalMean.fitted(Series.of(1, 2, 3, 4, 5, 6, 7), 3, 1);
        assertAhead(model, 5, 6, 7, 5);
    }

    @Test
    void a_place_unknown_in_the_last_season_is_as_it_was_in_the_one_before() {
        assertAhead(SeasonalMean.fitted(Series.of(1, 2, 3, 4, NONE, 6), 3, 1), 4, 2, 6);
    }

    @Test
    void the_seasonal_mean_is_of_the_latest_seasons_alone() {
        assertAhead(SeasonalMean.fitted(Series.of(90, 90, 1, 2, 3, 6), 2, 2), 2, 4);
    }

    private static SmoothingStart start(double level, double trend, double... season) {
        return new SmoothingStart(level, 0, trend, season);
    }

    @Test
    void smoothing_moves_the_level_by_its_share_of_each_miss() {
        Series series = Series.of(10, 12, 11);
        // 10; 10 + 0.5 * 2 = 11; 11
        assertAhead(Smoothing.run(series, start(10, 0, 0), new Rates(0.5, 0, 0, 0, 0)), 11, 11);
    }

    @Test
    void a_step_that_is_unknown_moves_no_level() {
        assertAhead(Smoothing.run(Series.of(10, NONE, 12), start(10, 0, 0), new Rates(0.5, 0, 0, 0, 0)), 11);
    }

    @Test
    void holts_trend_goes_on() {
        // 8 + 2 = 10 as came; 10 + 2 misses 14 by 2: level 12 + 0.5 * 2, trend 2 + 0.25 * 2
        assertAhead(Smoothing.run(Series.of(10, 14), start(8, 2, 0), new Rates(0.5, 0.25, 1, 0, 0)), 15.5, 18, 20.5);
    }

    @Test
    void a_fading_trend_is_half_as_much_each_step_and_adds_up() {
        // level 8 + 1 misses 10 by 1: level 9.5, trend 1 + 0.25; then + 0.625, + 0.3125
        assertAhead(Smoothing.run(Series.of(10), start(8, 2, 0), new Rates(0.5, 0.25, 0.5, 0, 0)), 10.125, 10.4375);
    }

    @Test
    void a_season_learns_in_its_place() {
        // 10 - 1 as came; 10 + 1 misses 13 by 2: level 11, and its place 2
        assertAhead(Smoothing.run(Series.of(9, 13), start(10, 0, -1, 1), new Rates(0.5, 0, 0, 0.5, 0)), 10, 13, 10);
    }

    @Test
    void a_remainder_fades() {
        assertAhead(Smoothing.run(Series.of(14), start(10, 0, 0), new Rates(0, 0, 0, 0, 0.5)), 12, 11, 10.5);
    }

    @Test
    void sba_divides_how_much_by_how_often_and_takes_a_little_off() {
        // size 4.5, then 4.5 + 0.1 * 1.5 = 4.65, then 4.65 - 0.1 * 1.65 = 4.485; each third step
        Model model = Intermittent.run(Series.of(0, 0, 6, 0, 0, 3), false, 0.1);
        assertAhead(model, 0.95 * 4.485 / 3, 0.95 * 4.485 / 3);
    }

    @Test
    void tsb_multiplies_how_much_by_the_chance_of_a_sale() {
        // chance 0.5, then 0.25, then 0.25 + 0.5 * 0.75 = 0.625
        assertAhead(Intermittent.run(Series.of(0, 4), true, 0.5), 0.625 * 4);
    }

    @Test
    void tsb_forgets_what_nobody_buys_and_sba_does_not() {
        Series dead = Series.of(4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertEquals(0.95 * 4 / 5.05, Intermittent.run(dead, false, 0.1).ahead(1), 1e-9);
        // each sixth step, then 5.5, then 5.05; the chance is 1/6, after two sales 0.325, after ten days without 0.325
        // * 0.9^10
        assertEquals(
                0.325 * Math.pow(0.9, 10) * 4, Intermittent.run(dead, true, 0.1).ahead(1), 1e-9);
    }

    @Test
    void a_stock_out_is_no_day_without_a_sale() {
        Series sold = Series.of(0, 4, 0, 4);
        Series soldWithGaps = Series.of(0, 4, NONE, NONE, 0, NONE, 4, NONE);
        for (boolean fading : new boolean[] {true, false}) {
            double expected = Intermittent.run(sold, fading, 0.1).ahead(1);
            assertEquals(expected, Intermittent.run(soldWithGaps, fading, 0.1).ahead(1), 1e-12);
        }
    }
}
