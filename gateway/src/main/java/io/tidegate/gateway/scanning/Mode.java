package io.tidegate.gateway.scanning;

import io.tidegate.site.ScanTask;
import io.tidegate.site.StockSettings.Scanner;
import java.util.Optional;

/**
 * How a scanner works now. Immutable.
 *
 * @param location where it is
 * @param to where it transfers goods to
 * @param reason why goods are thrown away
 * @param times that the next scan counts, 1 to {@link ScanCommand#TIMES_MAX}
 * @param usual as the site file says, and not by a command code
 */
public record Mode(
        ScanTask task, String location, Optional<String> to, Optional<String> reason, int times, boolean usual) {

    /** As the site file says. */
    static Mode usual(Scanner scanner) {
        return new Mode(scanner.task(), scanner.location(), scanner.to(), Optional.empty(), 1, true);
    }

    Mode doing(ScanTask other, Optional<String> target, Optional<String> why) {
        return new Mode(other, location, target, why, 1, false);
    }

    Mode at(String other) {
        return new Mode(task, other, to, reason, times, false);
    }

    Mode times(int number) {
        return new Mode(task, location, to, reason, number, usual);
    }
}
