package io.tidegate.bench;

import java.time.Duration;

/**
 * How long and how much each row measures.
 *
 * @param idle before the memory at rest is read
 * @param flatOut intake as fast as it goes
 * @param paced 1,000/s
 * @param scans scans while 1,000/s flow
 * @param disk bytes written at several paces
 * @param backlog entries that wait for the cloud to come back; movements of the ledger
 * @param outage entries of a day in which the cloud was away
 * @param fleet gateways of a chain
 * @param starts of which the middle one counts
 * @param kills under load
 * @param items whose sales are forecast, of which it is proposed what to order, and which are in the ledger
 */
record Plan(
        Duration idle,
        Span flatOut,
        Span paced,
        Span scans,
        Span disk,
        int backlog,
        int outage,
        int fleet,
        int starts,
        Kills kills,
        int items) {

    /** A time that is not counted, in which programs warm up and settle; and the time that is. */
    record Span(Duration warmup, Duration counted) {

        static Span seconds(int warmup, int counted) {
            return new Span(Duration.ofSeconds(warmup), Duration.ofSeconds(counted));
        }
    }

    /** So many times, each time after so long. What comes twice comes before nothing came for {@code quiet}. */
    record Kills(int times, Duration each, Duration quiet) {}

    /** What {@code docs/performance.md} holds. The disk row is long because a log of 1 MiB is folded in every few minutes. */
    static Plan full() {
        return new Plan(
                Duration.ofSeconds(20),
                Span.seconds(8, 15),
                Span.seconds(20, 60),
                Span.seconds(10, 100),
                Span.seconds(30, 600),
                200_000,
                17_280_000,
                10_000,
                7,
                new Kills(10, Duration.ofSeconds(3), Duration.ofSeconds(15)),
                5_000);
    }

    /** Everything once, and nothing long enough to be a figure: does each row still run? */
    static Plan brief() {
        return new Plan(
                Duration.ofMillis(200),
                new Span(Duration.ofMillis(500), Duration.ofSeconds(1)),
                new Span(Duration.ofMillis(500), Duration.ofSeconds(2)),
                new Span(Duration.ofMillis(500), Duration.ofSeconds(2)),
                new Span(Duration.ofMillis(500), Duration.ofSeconds(2)),
                5_000,
                20_000,
                50,
                1,
                new Kills(1, Duration.ofMillis(700), Duration.ofSeconds(1)),
                50);
    }
}
