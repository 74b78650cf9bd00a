package io.tidegate.codes;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** Whether dates and times exist. */
final class DateChecks {

    private DateChecks() {}

    /** YYMMDD, where the day must be one. */
    static Optional<Problem> withDay(String content, LocalDate today) {
        boolean right =
                !content.endsWith("00") && ShortDate.read(content, today).isPresent();
        return right ? Optional.empty() : Optional.of(Flaw.DATE.with(content));
    }

    /** YYYYMMDD. */
    static boolean isLongDate(String content) {
        if (content.length() != 8 || !Digits.all(content)) {
            return false;
        }
        int month = Digits.number(content.substring(4, 6));
        return month >= 1
                && month <= 12
                && YearMonth.of(Digits.number(content.substring(0, 4)), month)
                        .isValidDay(Digits.number(content.substring(6)));
    }

    static boolean isHour(String content) {
        return isBelow(24, content);
    }

    /** A minute or a second. */
    static boolean isSixtieth(String content) {
        return isBelow(60, content);
    }

    /** HHMM. */
    static boolean isTime(String content) {
        return content.length() == 4 && isHour(content.substring(0, 2)) && isSixtieth(content.substring(2));
    }

    private static boolean isBelow(int limit, String content) {
        return content.length() == 2 && Digits.all(content) && Digits.number(content) < limit;
    }
}
