package io.tidegate.gateway.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a method chosen by itself must do, whatever it is. */
class ForecastTest {

    private static final double[] WEEK = {3, 2, 2, 4, 8, 12, 5};

    private static double[] values(int length, IntToDoubleFunction at) {
        return IntStream.range(0, length).mapToDouble(at).toArray();
    }

    private static Forecast forecast(int horizon, int season, int length, IntToDoubleFunction at) {
        return Forecast.of(Series.of(values(length, at)), horizon, season);
    }

    @Test
    void a_purely_weekly_series_is_forecast_exactly() {
        Forecast forecast = forecast(10, 7, 60, i -> WEEK[i % 7]);
        assertArrayEquals(values(10, i -> WEEK[(60 + i) % 7]), forecast.points(), 1e-9);
    }

    @Test
    void what_is_sold_on_saturdays_alone_is_weekly_and_not_seldom() {
        Forecast forecast = forecast(7, 7, 70, i -> i % 7 == 5 ? 9 : 0);
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 9, 0}, forecast.points(), 1e-9);
    }

    @Test
    void a_trend_is_followed() {
        Forecast forecast = forecast(10, 1, 80, i -> 100 + 2.5 * i);
        assertArrayEquals(values(10, i -> 100 + 2.5 * (80 + i)), forecast.points(), 1.5);
    }

    @Test
    void a_trend_with_a_week_on_it_is_followed() {
        Forecast forecast = forecast(14, 7, 140, i -> 50 + 0.5 * i + WEEK[i % 7]);
        assertArrayEquals(values(14, i -> 50 + 0.5 * (140 + i) + WEEK[(140 + i) % 7]), forecast.points(), 1.5);
    }

    @Test
    void hours_have_a_week_too_where_it_was_seen() {
        Forecast forecast = forecast(48, 24, 24 * 7 * 4, i -> (i / 24 % 7 < 5 ? 10 : 1) * (1 + i % 24));
        assertEquals(168, forecast.method().season());
        assertArrayEquals(values(48, i -> (i / 24 < 5 ? 10 : 1) * (1 + i % 24)), forecast.points(), 1e-9);
    }

    @Test
    void what_is_sold_now_and_then_goes_to_a_method_for_it() {
        Random random = new Random(5);
        Forecast forecast = forecast(28, 7, 730, _ -> random.nextDouble() < 0.15 ? 1 + random.nextInt(3) : 0);
        assertTrue(
                Set.of(Method.Kind.SBA, Method.Kind.TSB)
                        .contains(forecast.method().kind()),
                forecast.method().toString());
        assertEquals(0.3, forecast.points()[0], 0.1);
    }

    @Test
    void what_nobody_buys_any_more_is_forgotten() {
        Random random = new Random(5);
        Forecast forecast = forecast(28, 7, 730, i -> random.nextDouble() < 0.5 * Math.exp(-i / 120.0) ? 2 : 0);
        assertTrue(forecast.points()[0] < 0.05, () -> Arrays.toString(forecast.points()));
    }

    @Test
    void days_without_stock_do_not_lower_the_forecast() {
        Random random = new Random(8);
        double[] sold = values(200, i -> WEEK[i % 7] + random.nextInt(3));
        double[] withGaps = sold.clone();
        double[] withZeros = sold.clone();
        for (int i = 0; i < sold.length; i++) {
            if (i % 9 < 3 || i > 190) {
                withGaps[i] = Double.NaN;
                withZeros[i] = 0;
            }
        }
        double all = sum(Forecast.of(Series.of(sold), 28, 7));
        assertEquals(all, sum(Forecast.of(Series.of(withGaps), 28, 7)), all * 0.05);
        assertTrue(sum(Forecast.of(Series.of(withZeros), 28, 7)) < all * 0.85);
    }

    private static double sum(Forecast forecast) {
        return Arrays.stream(forecast.points()).sum();
    }

    @Test
    void after_days_of_which_nothing_is_known_the_week_is_still_the_right_one() {
        Forecast forecast = forecast(7, 7, 60, i -> i < 55 ? WEEK[i % 7] : Double.NaN);
        assertArrayEquals(values(7, i -> WEEK[(60 + i) % 7]), forecast.points(), 1e-9);
    }

    @Test
    void what_was_never_negative_will_not_be() {
        Forecast forecast = forecast(30, 1, 40, i -> 100 - 2.5 * i + 0.01);
        assertTrue(Arrays.stream(forecast.points()).allMatch(point -> point >= 0));
        assertTrue(Arrays.stream(forecast.interval(90).low()).allMatch(low -> low >= 0));
    }

    @Test
    void what_was_negative_may_be_so_again() {
        Forecast forecast = forecast(20, 1, 40, i -> 50 - 2.5 * i);
        assertTrue(forecast.points()[19] < -80, () -> Arrays.toString(forecast.points()));
    }

    @Test
    void a_constant_stays() {
        assertArrayEquals(new double[] {7, 7, 7}, forecast(3, 7, 50, _ -> 7).points());
        assertArrayEquals(new double[] {0, 0, 0}, forecast(3, 7, 50, _ -> 0).points());
    }

    @Test
    void few_values_are_enough_for_something() {
        assertArrayEquals(new double[] {4, 4}, Forecast.of(Series.of(4), 2, 7).points());
        assertArrayEquals(
                new double[] {5, 5},
                Forecast.of(Series.of(4, Double.NaN, 6), 2, 7).points());
        assertArrayEquals(
                new double[] {-6, -6}, Forecast.of(Series.of(4, -6), 2, 7).points());
        for (int length = 1; length < 40; length++) {
            for (int season : new int[] {1, 2, 7, 24}) {
                Forecast forecast = forecast(30, season, length, i -> i % 5);
                assertEquals(30, forecast.interval(80).high().length);
            }
        }
    }

    @Test
    void whatever_the_series_something_finite_comes_out() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            double unknown = random.nextDouble();
            double none = random.nextDouble();
            double size = Math.pow(10, random.nextInt(16));
            boolean isDemand = i % 2 == 0;
            double[] values = values(1 + random.nextInt(120), step -> {
                double drawn = size * drawn(random, step == 0 ? 0 : unknown, none);
                return isDemand ? Math.abs(drawn) : drawn;
            });
            Forecast forecast = Forecast.of(Series.of(values), 1 + random.nextInt(60), 1 + random.nextInt(30));
            Forecast.Interval interval = forecast.interval(1 + random.nextInt(99));
            for (double[] each : new double[][] {forecast.points(), interval.low(), interval.high()}) {
                assertTrue(Arrays.stream(each).allMatch(Double::isFinite), () -> Arrays.toString(values));
            }
            assertTrue(Double.isFinite(forecast.deviation()));
        }
    }

    private static double drawn(Random random, double unknown, double none) {
        if (random.nextDouble() < unknown) {
            return Double.NaN;
        }
        return random.nextDouble() < none ? 0 : random.nextGaussian() + random.nextInt(3);
    }

    @Test
    void of_nothing_known_nothing_is_forecast() {
        Series unknown = Series.of(Double.NaN, Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> Forecast.of(unknown, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Series.of(1, Double.POSITIVE_INFINITY));
    }

    @Test
    void nine_in_ten_of_what_comes_is_in_an_interval_of_90_percent() {
        Random random = new Random(3);
        int inside = 0;
        int count = 0;
        for (int series = 0; series < 60; series++) {
            double[] all = values(300, i -> 40 + WEEK[i % 7] + 4 * random.nextGaussian());
            Forecast forecast = Forecast.of(Series.of(Arrays.copyOf(all, 286)), 14, 7);
            Forecast.Interval interval = forecast.interval(90);
            for (int i = 0; i < 14; i++) {
                inside += all[286 + i] >= interval.low()[i] && all[286 + i] <= interval.high()[i] ? 1 : 0;
                count++;
            }
        }
        assertEquals(0.9, (double) inside / count, 0.04);
    }

    @Test
    void of_what_is_sold_now_and_then_a_day_without_a_sale_is_in_the_interval() {
        Random random = new Random(7);
        Forecast forecast = forecast(14, 7, 400, _ -> random.nextDouble() < 0.3 ? 1 + random.nextInt(4) : 0);
        Forecast.Interval interval = forecast.interval(90);
        assertArrayEquals(new double[14], interval.low());
        assertTrue(Arrays.stream(interval.high()).allMatch(high -> high >= 2 && high <= 5));
    }

    @Test
    void a_method_is_chosen_even_if_the_shelf_has_been_empty_for_half_of_the_time() {
        Forecast forecast = forecast(7, 7, 120, i -> i < 60 ? WEEK[i % 7] : Double.NaN);
        assertArrayEquals(values(7, i -> WEEK[(120 + i) % 7]), forecast.points(), 1e-9);
    }

    @Test
    void a_wider_interval_holds_a_narrower_one() {
        Random random = new Random(4);
        Forecast forecast = forecast(10, 1, 200, _ -> random.nextGaussian());
        Forecast.Interval wide = forecast.interval(95);
        Forecast.Interval narrow = forecast.interval(50);
        for (int i = 0; i < 10; i++) {
            assertTrue(wide.low()[i] <= narrow.low()[i] && narrow.low()[i] <= forecast.points()[i]);
            assertTrue(wide.high()[i] >= narrow.high()[i] && narrow.high()[i] >= forecast.points()[i]);
        }
    }
}
