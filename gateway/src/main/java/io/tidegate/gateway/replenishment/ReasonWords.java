package io.tidegate.gateway.replenishment;

import io.tidegate.gateway.replenishment.Reason.Limit;
import io.tidegate.gateway.replenishment.Reason.Why;

/** The English of reasons. */
final class ReasonWords {

    private ReasonWords() {}

    static String of(Why why) {
        return switch (why) {
            case Why.RunsOut(double available, double cover, double lead) ->
                available <= 0
                        ? "Nothing is left, and a delivery takes " + days(lead)
                        : "The " + number(available) + " there or ordered last " + days(cover)
                                + ", and a delivery takes " + days(lead);
            case Why.BelowMinimum(double available, double minimum) ->
                number(available) + " are there or ordered, and it shall never be fewer than " + number(minimum);
            case Why.Enough(double available, double cover, double point) ->
                "The " + number(available) + " there or ordered last " + days(cover) + "; order when there are "
                        + number(point);
            case Why.NotAskedFor(double available) ->
                "Nobody asks for it, and " + number(available) + " are there or ordered";
        };
    }

    static String of(Limit limit) {
        return switch (limit) {
            case Limit.WholePacks(double pack) -> ", rounded to packs of " + number(pack);
            case Limit.MinimumOrder(double minimum) -> ", raised to the least order of " + number(minimum);
            case Limit.ShelfLife(int days) -> ", cut to what is sold while it keeps, " + days(days);
            case Limit.KeepsTooShort(double least, double lasts, int keeps) ->
                ", but " + number(least) + ", the least that can be ordered, would last " + days(lasts) + " and keep "
                        + days(keeps);
            case Limit.MayNotSell(int keeps) -> ", though it may not be sold while it keeps, " + days(keeps);
        };
    }

    private static String days(double days) {
        if (days > Rounding.DAYS_MAX) {
            return "more than a year";
        }
        String number = number(days);
        return number + (number.equals("1") ? " day" : " days");
    }

    private static String number(double number) {
        return Rounding.of(number).toPlainString();
    }
}
