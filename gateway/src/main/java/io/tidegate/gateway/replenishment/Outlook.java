package io.tidegate.gateway.replenishment;

/** What will probably be asked for, day by day, added up. After the last day forecast it goes on as their mean. */
final class Outlook {

    /** Until the end of each day. */
    private final double[] until;

    /** @param daily the first is today */
    Outlook(double[] daily) {
        this.until = new double[daily.length + 1];
        for (int day = 0; day < daily.length; day++) {
            until[day + 1] = until[day] + daily[day];
        }
    }

    double perDay() {
        return until[until.length - 1] / (until.length - 1);
    }

    /** From the beginning of today, with parts of days. */
    double until(double days) {
        int last = until.length - 1;
        if (days >= last) {
            return until[last] + (days - last) * perDay();
        }
        int whole = (int) days;
        return until[whole] + (days - whole) * (until[whole + 1] - until[whole]);
    }

    /** For how many days a quantity lasts; infinity when nothing is asked for. */
    double daysOf(double quantity) {
        if (quantity <= 0) {
            return 0;
        }
        for (int day = 1; day < until.length; day++) {
            if (until[day] >= quantity) {
                double ofDay = until[day] - until[day - 1];
                return day - (ofDay == 0 ? 0 : (until[day] - quantity) / ofDay);
            }
        }
        int last = until.length - 1;
        return last + (quantity - until[last]) / perDay();
    }
}
