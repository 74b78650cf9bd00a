package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Account;
import io.tidegate.sync.Backlog;
import io.tidegate.sync.SinkStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinkReportTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void a_cloud_counts_as_tried_once_it_has_taken_or_refused_something_or_could_not() {
        assertFalse(reportOf(0, 0, Optional.empty()).tried());
        assertTrue(reportOf(1, 0, Optional.empty()).tried());
        assertTrue(reportOf(0, 1, Optional.empty()).tried());
        assertTrue(reportOf(0, 0, Optional.of("nobody answers")).tried());
    }

    private static SinkReport reportOf(long delivered, long rejected, Optional<String> lastError) {
        return SinkReport.of(
                new SinkStatus(
                        "hq",
                        "http",
                        new SinkStatus.Idle(),
                        Backlog.NONE,
                        delivered,
                        rejected,
                        Optional.empty(),
                        lastError,
                        lastError.map(_ -> NOW),
                        Optional.empty()),
                Account.NONE);
    }

    @Test
    void nothing_is_delivered_up_to_any_time_before_something_is() {
        Backlog backlog = new Backlog(5, 0, 500, Optional.of(NOW), Optional.empty());
        SinkStatus status = new SinkStatus(
                "hq",
                "http",
                new SinkStatus.Idle(),
                backlog,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Account nothing = new Account(5, 0, 5, 0, 0, 0, 0, 0, Account.Again.NONE);
        assertEquals(Optional.empty(), SinkReport.of(status, nothing).backlog().upTo());
        Account some = new Account(9, 4, 5, 0, 0, 0, 0, 0, Account.Again.NONE);
        assertEquals(Optional.of(NOW), SinkReport.of(status, some).backlog().upTo());
        Account again = new Account(9, 9, 0, 0, 0, 0, 0, 0, new Account.Again(1, 3));
        assertEquals(3, SinkReport.of(status, again).backlog().entries(), "what goes once more waits, too");
    }

    private static SinkReport reportOf(SinkStatus.State state) {
        return SinkReport.of(
                new SinkStatus(
                        "hq",
                        "http",
                        state,
                        Backlog.NONE,
                        3,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Account.NONE);
    }

    @Test
    void a_cloud_is_connected_until_something_is_wrong() {
        assertTrue(reportOf(new SinkStatus.Idle()).connected());
        assertTrue(reportOf(new SinkStatus.Delivering()).connected());
    }

    @Test
    void one_that_takes_nothing_is_not_connected_and_says_when_it_is_tried_again() {
        SinkReport report = reportOf(new SinkStatus.Waiting("refused", NOW, NOW.plusSeconds(5)));
        assertFalse(report.connected());
        assertEquals(Optional.of(NOW.plusSeconds(5)), report.nextTry());
    }

    @Test
    void one_whose_courier_has_ended_is_not_connected() {
        assertFalse(reportOf(new SinkStatus.Stopped()).connected());
    }
}
