package io.tidegate.driver;

import java.time.Duration;

/** Times as a person says them in a log line. */
final class Spoken {

    private Spoken() {}

    /** {@code 40 s}, {@code 14 min}, {@code 3 h}, {@code 2 days}: one number is enough to judge by. */
    static String duration(Duration time) {
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return time.toSeconds() + " s";
        }
        if (time.compareTo(Duration.ofHours(2)) < 0) {
            return time.toMinutes() + " min";
        }
        if (time.compareTo(Duration.ofDays(2)) < 0) {
            return time.toHours() + " h";
        }
        return time.toDays() + " days";
    }
}
