package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12,5   | 12.5  | 12.5",
                "12.5   | 12.5  | 12.5",
                " 7     | 7     | 7",
                "1,250  | 1.250 |",
                "1.250  |       | 1.250",
                "0,250  | 0.250 | 0.250",
                "-0.5   | -0.5  | -0.5",
                "1250   | 1250  | 1250",
                "1.234,5|       |",
                "twelve |       |",
                "١٢     |       |",
                "''     |       |"
            })
    void a_comma_and_a_point_are_marks_and_what_may_be_two_numbers_is_none(
            String typed, String german, String english) {
        assertEquals(number(german), TypedNumber.read(typed, ','));
        assertEquals(number(english), TypedNumber.read(typed, '.'));
    }

    private static Optional<BigDecimal> number(String text) {
        return Optional.ofNullable(text).map(BigDecimal::new);
    }
}
