package io.tidegate.gateway.pages;

import io.tidegate.gateway.replenishment.Reason;
import io.tidegate.gateway.replenishment.Reason.Limit;
import io.tidegate.gateway.replenishment.Reason.Why;
import io.tidegate.gateway.replenishment.Rounding;

/** Why something is proposed, in one reader's words. Immutable. */
record OrderWords(Words words) {

    /** One sentence. */
    String reason(Reason reason) {
        StringBuilder sentence = new StringBuilder(why(reason.why()));
        reason.limits().forEach(limit -> sentence.append(limit(limit)));
        return sentence.append('.').toString();
    }

    private String why(Why why) {
        return switch (why) {
            case Why.RunsOut(double available, double cover, double lead) ->
                available <= 0
                        ? words.say("orders.why.nothing", days(lead))
                        : words.say("orders.why.runsout", number(available), days(cover), days(lead));
            case Why.BelowMinimum(double available, double minimum) ->
                words.say("orders.why.minimum", number(available), number(minimum));
            case Why.Enough(double available, double cover, double point) ->
                words.say("orders.why.enough", number(available), days(cover), number(point));
            case Why.NotAskedFor(double available) -> words.say("orders.why.unasked", number(available));
        };
    }

    private String limit(Limit limit) {
        return switch (limit) {
            case Limit.WholePacks(double pack) -> words.say("orders.limit.packs", number(pack));
            case Limit.MinimumOrder(double minimum) -> words.say("orders.limit.least", number(minimum));
            case Limit.ShelfLife(int days) -> words.say("orders.limit.keeps", days(days));
            case Limit.KeepsTooShort(double least, double lasts, int keeps) ->
                words.say("orders.limit.short", number(least), days(lasts), days(keeps));
            case Limit.MayNotSell(int keeps) -> words.say("orders.limit.unsold", days(keeps));
        };
    }

    /** For how long something lasts or takes. */
    String days(double days) {
        if (days > Rounding.DAYS_MAX) {
            return words.raw("orders.year");
        }
        String number = number(days);
        return words.say(number.equals("1") ? "orders.day" : "orders.days", number);
    }

    String number(double number) {
        return words.number(Rounding.of(number));
    }
}
