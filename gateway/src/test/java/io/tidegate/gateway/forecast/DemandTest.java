package io.tidegate.gateway.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DemandTest {

    @Test
    void how_much_how_often_and_how_variable() {
        Demand demand = Demand.of(Series.of(0, 2, 0, Double.NaN, 4, 0));
        assertEquals(3, demand.size());
        assertEquals(2.5, demand.interval());
        assertEquals(1.0 / 9, demand.variation(), 1e-12);
    }

    @Test
    void the_kinds_after_syntetos_and_boylan() {
        assertEquals(Demand.Kind.NONE, Demand.of(Series.of(0, 0, 0)).kind());
        assertEquals(Demand.Kind.SMOOTH, Demand.of(Series.of(5, 6, 4, 5, 0, 5)).kind());
        assertEquals(
                Demand.Kind.ERRATIC, Demand.of(Series.of(1, 20, 1, 2, 30, 1)).kind());
        assertEquals(
                Demand.Kind.INTERMITTENT, Demand.of(Series.of(0, 0, 2, 0, 2, 0)).kind());
        assertEquals(
                Demand.Kind.LUMPY, Demand.of(Series.of(0, 0, 1, 0, 30, 0, 2)).kind());
    }

    @Test
    void exactly_at_the_limit_it_counts_as_seldom() {
        double[] values = new double[33];
        for (int i = 0; i < 25; i++) {
            values[i] = 1;
        }
        assertEquals(1.32, Demand.of(Series.of(values)).interval());
        assertEquals(Demand.Kind.INTERMITTENT, Demand.of(Series.of(values)).kind());
    }

    @Test
    void stock_outs_do_not_make_it_seldom() {
        double gap = Double.NaN;
        assertEquals(
                Demand.Kind.SMOOTH,
                Demand.of(Series.of(5, gap, gap, 6, gap, 5, gap)).kind());
    }
}
