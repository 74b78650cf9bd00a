package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Each test plays a minute of arrivals through the window and looks at the groups. Times in nanoseconds. */
class CommitWindowTest {

    private static final long MS = 1_000_000;
    private static final long WINDOW = 100 * MS;
    private static final long COMMIT = 4 * MS;
    private static final long MINUTE = 60_000 * MS;

    private record Group(int entries, long firstWaited) {}

    @Test
    void a_lone_reading_every_second_is_committed_at_once() {
        List<Group> groups = paced(_ -> 1_000 * MS);
        assertTrue(meanEntries(groups) <= 1.01, () -> groups.toString());
        assertTrue(worstWait(groups) <= 2 * MS, () -> "waited " + worstWait(groups));
    }

    @Test
    void a_hundred_readings_a_second_share_ten_commits() {
        assertTrue(meanEntries(paced(_ -> 10 * MS)) >= 9);
    }

    @Test
    void a_hundred_readings_a_second_at_random_moments_share_commits_too() {
        Random random = new Random(1);
        assertTrue(meanEntries(paced(_ -> (long) (-Math.log(1 - random.nextDouble()) * 10 * MS))) >= 5);
    }

    @Test
    void a_thousand_readings_a_second_are_committed_ten_times_a_second() {
        Random random = new Random(1);
        List<Group> groups = paced(_ -> (long) (-Math.log(1 - random.nextDouble()) * MS));
        assertTrue(meanEntries(groups) >= 60, () -> "mean " + meanEntries(groups));
        assertTrue(worstWait(groups) <= WINDOW);
    }

    @Test
    void nobody_waits_longer_than_the_window() {
        assertTrue(worstWait(paced(_ -> 5 * MS)) <= WINDOW);
    }

    @Test
    void a_publisher_that_waits_for_each_acknowledgement_is_not_kept_waiting() {
        CommitWindow window = new CommitWindow(WINDOW);
        long now = 0;
        int committed = 0;
        while (now < MINUTE) {
            window.opened(now);
            long closes = window.closesAt(now, false, false);
            window.closed(closes);
            now = closes + COMMIT;
            window.acknowledged(now);
            now += MS;
            committed++;
        }
        assertTrue(committed >= 60 * 150, "committed " + committed);
    }

    @Test
    void a_publisher_that_was_slow_once_is_not_kept_waiting_for_ever() {
        CommitWindow window = new CommitWindow(WINDOW);
        long now = 0;
        long waited = 0;
        for (int i = 0; i < 200; i++) {
            window.opened(now);
            long closes = window.closesAt(now, false, false);
            waited = closes - now;
            window.closed(closes);
            now = closes + COMMIT;
            window.acknowledged(now);
            now += i < 20 ? 15 * MS : MS;
        }
        assertTrue(waited <= 2 * MS, "still waits " + waited);
    }

    @Test
    void fifty_publishers_with_full_windows_are_served_as_soon_as_all_wait() {
        CommitWindow window = new CommitWindow(WINDOW);
        long now = 0;
        for (int round = 0; round < 100; round++) {
            window.opened(now);
            for (int entry = 1; entry < 200; entry++) {
                now += MS / 50;
                window.arrived(now);
            }
            long closes = window.closesAt(now, false, false);
            assertTrue(closes - now <= 2 * MS, "waits " + (closes - now));
            window.closed(closes);
            now = closes + COMMIT;
            window.acknowledged(now);
            now += MS;
        }
    }

    @Test
    void a_scan_or_a_large_group_closes_at_once() {
        CommitWindow window = new CommitWindow(WINDOW);
        window.opened(0);
        assertTrue(window.closesAt(5, false, true) <= 5);
        assertTrue(window.closesAt(5, true, false) <= 5);
    }

    /** Publishers that do not care about acknowledgements: arrival {@code i} comes a gap after the one before. */
    private static List<Group> paced(LongUnaryOperator gap) {
        CommitWindow window = new CommitWindow(WINDOW);
        List<Group> groups = new ArrayList<>();
        long free = 0;
        long arrival = 0;
        long index = 0;
        while (arrival < MINUTE) {
            // What arrived during the last commit opens the group at its own time of arrival.
            long opened = arrival;
            int entries = 1;
            window.opened(arrival);
            arrival += gap.applyAsLong(index++);
            while (arrival <= Math.max(free, window.closesAt(arrival, entries >= CommitWindow.ENTRIES_ENOUGH, false))
                    && entries < CommitWindow.ENTRIES_ENOUGH) {
                window.arrived(arrival);
                entries++;
                arrival += gap.applyAsLong(index++);
            }
            long closed = Math.max(free, window.closesAt(opened, entries >= CommitWindow.ENTRIES_ENOUGH, false));
            window.closed(closed);
            free = closed + COMMIT;
            window.acknowledged(free);
            groups.add(new Group(entries, closed - opened));
        }
        return groups;
    }

    private static double meanEntries(List<Group> groups) {
        return groups.stream().mapToInt(Group::entries).average().orElseThrow();
    }

    private static long worstWait(List<Group> groups) {
        return groups.stream().mapToLong(Group::firstWaited).max().orElseThrow();
    }
}
