package io.tidegate.codes;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** Dates of six digits, YYMMDD, as all of GS1 has them. */
final class ShortDate {

    private static final int CENTURY = 100;

    private ShortDate() {}

    /** The date, where there is such a one; for day 00 the last of the month. */
    static Optional<LocalDate> read(String digits, LocalDate today) {
        if (digits.length() != 6 || !Digits.all(digits)) {
            return Optional.empty();
        }
        int month = Digits.number(digits.substring(2, 4));
        if (month < 1 || month > 12) {
            return Optional.empty();
        }
        YearMonth at = YearMonth.of(year(Digits.number(digits.substring(0, 2)), today), month);
        int day = Digits.number(digits.substring(4));
        if (day == 0) {
            return Optional.of(at.atEndOfMonth());
        }
        return at.isValidDay(day) ? Optional.of(at.atDay(day)) : Optional.empty();
    }

    /** Two digits mean a year from 49 years back to 50 years ahead (General Specifications 7.12). */
    static int year(int twoDigits, LocalDate today) {
        int century = today.getYear() / CENTURY * CENTURY;
        int ahead = twoDigits - today.getYear() % CENTURY;
        if (ahead >= 51) {
            return century - CENTURY + twoDigits;
        }
        return (ahead <= -50 ? century + CENTURY : century) + twoDigits;
    }
}
