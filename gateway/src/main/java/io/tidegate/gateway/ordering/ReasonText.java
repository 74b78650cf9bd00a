package io.tidegate.gateway.ordering;

import io.tidegate.gateway.replenishment.Reason;
import io.tidegate.gateway.replenishment.Reason.Limit;
import io.tidegate.gateway.replenishment.Reason.Why;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reasons as the table keeps them: {@code runs-out 20.0 2.0 3.0;whole-packs 12.0}. Functions only. */
final class ReasonText {

    private ReasonText() {}

    static String write(Reason reason) {
        StringBuilder text = new StringBuilder(write(reason.why()));
        reason.limits().forEach(limit -> text.append(';').append(write(limit)));
        return text.toString();
    }

    private static String write(Why why) {
        return switch (why) {
            case Why.RunsOut(double available, double cover, double lead) ->
                part(Word.RUNS_OUT, available, cover, lead);
            case Why.BelowMinimum(double available, double minimum) -> part(Word.BELOW_MINIMUM, available, minimum);
            case Why.Enough(double available, double cover, double point) -> part(Word.ENOUGH, available, cover, point);
            case Why.NotAskedFor(double available) -> part(Word.NOT_ASKED_FOR, available);
        };
    }

    private static String write(Limit limit) {
        return switch (limit) {
            case Limit.WholePacks(double pack) -> part(Word.WHOLE_PACKS, pack);
            case Limit.MinimumOrder(double minimum) -> part(Word.MINIMUM_ORDER, minimum);
            case Limit.ShelfLife(int days) -> part(Word.SHELF_LIFE, days);
            case Limit.KeepsTooShort(double least, double lasts, int keeps) ->
                part(Word.KEEPS_TOO_SHORT, least, lasts, keeps);
            case Limit.MayNotSell(int keeps) -> part(Word.MAY_NOT_SELL, keeps);
        };
    }

    private enum Word {
        RUNS_OUT,
        BELOW_MINIMUM,
        ENOUGH,
        NOT_ASKED_FOR,
        WHOLE_PACKS,
        MINIMUM_ORDER,
        SHELF_LIFE,
        KEEPS_TOO_SHORT,
        MAY_NOT_SELL;

        private String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Word of(String text) {
            return Arrays.stream(values())
                    .filter(each -> each.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no part of a reason"));
        }
    }

    private static String part(Word word, double... numbers) {
        StringBuilder text = new StringBuilder(word.text());
        for (double number : numbers) {
            text.append(' ').append(number);
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException when it is none */
    static Reason read(String text) {
        String[] parts = text.split(";", -1);
        List<Limit> limits = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            limits.add(limit(parts[i]));
        }
        return new Reason(why(parts[0]), limits);
    }

    private static Why why(String part) {
        double[] of = numbers(part, 3);
        return switch (word(part)) {
            case RUNS_OUT -> new Why.RunsOut(of[0], of[1], of[2]);
            case BELOW_MINIMUM -> new Why.BelowMinimum(of[0], of[1]);
            case ENOUGH -> new Why.Enough(of[0], of[1], of[2]);
            case NOT_ASKED_FOR -> new Why.NotAskedFor(of[0]);
            case WHOLE_PACKS, MINIMUM_ORDER, SHELF_LIFE, KEEPS_TOO_SHORT, MAY_NOT_SELL ->
                throw new IllegalArgumentException("'" + part + "' is no reason of its own");
        };
    }

    private static Limit limit(String part) {
        double[] of = numbers(part, 3);
        return switch (word(part)) {
            case WHOLE_PACKS -> new Limit.WholePacks(of[0]);
            case MINIMUM_ORDER -> new Limit.MinimumOrder(of[0]);
            case SHELF_LIFE -> new Limit.ShelfLife((int) of[0]);
            case KEEPS_TOO_SHORT -> new Limit.KeepsTooShort(of[0], of[1], (int) of[2]);
            case MAY_NOT_SELL -> new Limit.MayNotSell((int) of[0]);
            case RUNS_OUT, BELOW_MINIMUM, ENOUGH, NOT_ASKED_FOR ->
                throw new IllegalArgumentException("'" + part + "' changes no quantity");
        };
    }

    private static Word word(String part) {
        return Word.of(part.split(" ", -1)[0]);
    }

    /** What is missing is 0. */
    private static double[] numbers(String part, int count) {
        String[] words = part.split(" ", -1);
        double[] numbers = new double[count];
        for (int i = 1; i < words.length && i <= count; i++) {
            numbers[i - 1] = Double.parseDouble(words[i]);
        }
        return numbers;
    }
}
