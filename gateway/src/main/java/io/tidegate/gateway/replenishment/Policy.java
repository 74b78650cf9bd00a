package io.tidegate.gateway.replenishment;

/**
 * How a site orders.
 *
 * @param reviewDays from one look at what to order to the next: 1 for each night, 7 where an order goes out once a week
 * @param coverDays how many days an order shall last
 */
public record Policy(ServiceLevel serviceLevel, int reviewDays, int coverDays) {

    private static final int DAYS_MAX = 365;

    public static final Policy DEFAULT = new Policy(ServiceLevel.DEFAULT, 1, 7);

    public Policy {
        if (reviewDays < 1 || coverDays < 1 || reviewDays > DAYS_MAX || coverDays > DAYS_MAX) {
            throw new IllegalArgumentException("days between looks, and of cover, are 1 to " + DAYS_MAX);
        }
    }
}
