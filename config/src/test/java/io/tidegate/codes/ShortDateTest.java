package io.tidegate.codes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Six digits and the year they mean. */
class ShortDateTest {

    @ParameterizedTest
    @CsvSource({
        "2026, 26, 2026", "2026, 76, 2076", "2026, 77, 1977", "2026, 99, 1999", "2026, 00, 2000",
        "2051, 01, 2101", "2051, 02, 2002", "2051, 99, 2099", "2099, 49, 2149", "2099, 50, 2050",
        "1999, 49, 2049", "1999, 50, 1950"
    })
    void a_year_is_from_49_years_back_to_50_ahead(int now, int digits, int year) {
        assertEquals(year, ShortDate.year(digits, LocalDate.of(now, 6, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "261231, 2026-12-31",
        "270200, 2027-02-28",
        "280200, 2028-02-29",
        "240229, 2024-02-29",
        "000229, 2000-02-29"
    })
    void a_day_00_is_the_last_of_the_month(String digits, LocalDate date) {
        assertEquals(Optional.of(date), ShortDate.read(digits, Reading.TODAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"270229", "261301", "260001", "260132", "26013", "2601311", "26O131", "200230", "200431"})
    void other_digits_are_no_date(String digits) {
        assertEquals(Optional.empty(), ShortDate.read(digits, Reading.TODAY));
    }
}
