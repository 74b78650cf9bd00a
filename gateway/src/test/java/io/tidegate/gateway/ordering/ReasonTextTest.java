package io.tidegate.gateway.ordering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.gateway.replenishment.Reason;
import io.tidegate.gateway.replenishment.Reason.Limit;
import io.tidegate.gateway.replenishment.Reason.Why;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reasons as the table keeps them. */
class ReasonTextTest {

    static Stream<Reason> reasons() {
        return Stream.of(
                new Reason(new Why.RunsOut(-2.5, 0, 3), List.of(new Limit.MinimumOrder(20), new Limit.WholePacks(12))),
                new Reason(new Why.BelowMinimum(1, 5), List.of(new Limit.ShelfLife(4))),
                new Reason(new Why.Enough(50, Double.POSITIVE_INFINITY, 40), List.of()),
                new Reason(new Why.BelowMinimum(0, 12), List.of(new Limit.MayNotSell(9))),
                new Reason(new Why.NotAskedFor(1e9), List.of(new Limit.KeepsTooShort(12, 30.5, 4))));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void each_is_read_as_it_was_written(Reason reason) {
        assertEquals(reason, ReasonText.read(ReasonText.write(reason)));
    }

    @Test
    void they_are_words_and_numbers() {
        assertEquals(
                "runs-out 20.0 2.0 3.0;whole-packs 12.0",
                ReasonText.write(new Reason(new Why.RunsOut(20, 2, 3), List.of(new Limit.WholePacks(12)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense 1", "whole-packs 12", "runs-out a", "enough 1 2 3;runs-out 1 2 3"})
    void anything_else_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ReasonText.read(text));
    }
}
