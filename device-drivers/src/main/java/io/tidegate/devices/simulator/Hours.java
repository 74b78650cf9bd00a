package io.tidegate.devices.simulator;

import java.time.Instant;

/** The day of the shop, in UTC: when people come, and when the mill works. Safe from any thread. */
final class Hours {

    private Hours() {}

    /** 0 to 24. */
    static double hourOfDay(Instant at) {
        return Math.floorMod(at.getEpochSecond(), 86_400L) / 3_600.0;
    }

    /** Customers an hour: two rushes, at noon and after work, and a few at night, so that a demo is never dead. */
    static double customersPerHour(Instant at) {
        double hour = hourOfDay(at);
        return 8 + 50 * bump(hour, 12.3, 1.6) + 70 * bump(hour, 17.6, 1.8);
    }

    /** The workshop's two shifts. */
    static boolean isShift(Instant at) {
        double hour = hourOfDay(at);
        return hour >= 6 && hour < 22;
    }

    /** Warmest in the afternoon, from -1 to 1. */
    static double warmth(Instant at) {
        return Math.cos((hourOfDay(at) - 15) / 24 * 2 * Math.PI);
    }

    private static double bump(double hour, double middle, double width) {
        double distance = (hour - middle) / width;
        return Math.exp(-distance * distance / 2);
    }
}
