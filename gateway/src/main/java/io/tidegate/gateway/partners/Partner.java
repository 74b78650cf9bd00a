package io.tidegate.gateway.partners;

import io.tidegate.gateway.inventory.Exchange;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Stock;
import io.tidegate.site.StockSettings;
import io.tidegate.sync.Backoff;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Asks one other gateway of the site for what it has booked, and books what is news, as it is: same id, same time, same
 * cause. It remembers how far it has read, in the other's words, after what it read is on disk: a crash in between makes it
 * read some lines again, which are then known. On a virtual thread of its own; {@link #status} is safe from any.
 */
final class Partner implements AutoCloseable {

    /**
     * What all partners of a gateway have in common.
     *
     * @param turn of which there is one: a small board holds one answer at a time
     */
    record Room(
            Origin self, Journal journal, Exchange exchange, PartnerMarks marks, InstantSource clock, Semaphore turn) {

        Room(Origin self, Journal journal, Exchange exchange, InstantSource clock)
                throws SQLException, InterruptedException {
            this(self, journal, exchange, PartnerMarks.open(journal), clock, new Semaphore(1, true));
        }
    }

    private static final int LINES_AT_ONCE = 500;

    /** When there is nothing new: the other answers from memory. */
    private static final Duration ROUND = Duration.ofSeconds(5);

    private static final long CLOSE_MILLIS_MAX = 5_000;

    private final StockSettings.Partner partner;
    private final Room room;
    private final PartnerLine line;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile PartnerStatus status;
    private Optional<PartnerMarks.Place> place = Optional.empty();
    private int failures;

    private Partner(StockSettings.Partner partner, Room room) {
        this.partner = partner;
        this.room = room;
        this.line = new PartnerLine(partner);
        this.status = PartnerStatus.unmet(partner.url());
        this.thread =
                Thread.ofVirtual().name("partner-" + partner.url().getHost()).unstarted(this::run);
    }

    /** One whose steps the caller takes. */
    static Partner stepwise(StockSettings.Partner partner, Room room) throws SQLException {
        Partner opened = new Partner(partner, room);
        opened.remember();
        return opened;
    }

    static Partner start(StockSettings.Partner partner, Room room) throws SQLException {
        Partner started = stepwise(partner, room);
        started.thread.start();
        return started;
    }

    /** What was not understood may be by now: then all of it is read again. */
    private void remember() throws SQLException {
        place = room.marks.of(partner.url());
        place.ifPresent(known -> status = new PartnerStatus(
                partner.url(), Optional.of(known.gateway()), Optional.of(known.met()), 0, 0, true, Optional.empty()));
        place = place.filter(PartnerMarks.Place::whole);
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = stepOrFail();
            }
        } catch (InterruptedException stopped) {
            // Only close() interrupts this thread.
        }
    }

    /** The top of the thread: a mistake in one round must not end it. */
    private Duration stepOrFail() throws InterruptedException {
        try {
            return step();
        } catch (RuntimeException | Error bug) {
            if (closing.getCount() == 0) {
                throw new InterruptedException();
            }
            Logger.error(bug, "partner {}: a mistake of this program; please report it", partner.url());
            return failed("a mistake of this program: see the log");
        }
    }

    /**
     * Asks once, and books what is news.
     *
     * @return how long to wait before the next step
     */
    Duration step() throws InterruptedException {
        room.turn.acquire();
        try {
            LedgerPart part = line.ask(place.map(PartnerMarks.Place::mark).orElse(""), LINES_AT_ONCE);
            refuseStranger(part);
            int news = book(part);
            met(part, news);
            return part.more() ? Duration.ZERO : ROUND;
        } catch (NoPartner e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (SQLException | ExecutionException e) {
            return failed("this gateway's own disk takes or gives nothing: " + e.getMessage());
        } finally {
            room.turn.release();
        }
    }

    private void refuseStranger(LedgerPart part) throws NoPartner {
        if (!part.site().equals(room.self.site())) {
            throw new NoPartner("it belongs to another site, '" + part.site() + "': name a gateway of this one");
        }
        if (part.gateway().equals(room.self.gateway())) {
            throw new NoPartner("it has the same gateway.id as this gateway, '" + part.gateway()
                    + "', or is this gateway itself: give each an id of its own");
        }
    }

    /** How much was news; it is on disk. */
    private int book(LedgerPart part) throws SQLException, ExecutionException, InterruptedException {
        List<Stock> news = room.exchange.news(part.lines());
        List<Parked> parked = part.unread().stream().map(this::parked).toList();
        Batch batch = new Batch(List.<Observation>copyOf(news), parked);
        if (!batch.isEmpty()) {
            room.journal.submit(batch).toCompletableFuture().get();
        }
        return news.size();
    }

    private Parked parked(LedgerPart.Strange unread) {
        byte[] kept = Arrays.copyOf(unread.line(), Math.min(unread.line().length, Parked.PAYLOAD_BYTES_MAX));
        return new Parked(
                "partner",
                room.clock.instant(),
                partner.url().toString(),
                kept,
                "no line of the stock that this gateway understands: update it, and it reads the line again ("
                        + unread.reason() + ")");
    }

    private void met(LedgerPart part, int news) {
        Instant now = room.clock.instant();
        boolean whole = place.map(PartnerMarks.Place::whole).orElse(true)
                && part.unread().isEmpty();
        PartnerMarks.Place reached = new PartnerMarks.Place(part.gateway(), part.next(), whole, now);
        if (place.filter(known -> known.mark().equals(reached.mark())).isEmpty()) {
            // Not waited for: after a crash the same lines come again.
            var _ = room.marks.set(partner.url(), reached);
        }
        place = Optional.of(reached);
        if (failures > 0) {
            Logger.info("partner {}: answers again", partner.url());
        }
        failures = 0;
        status = status.met(part, news, now);
    }

    private Duration failed(String why) {
        if (failures == 0) {
            Logger.warn("partner {}: {}", partner.url(), why);
        }
        failures++;
        status = status.failed(why);
        return Backoff.pause(failures, Optional.empty(), ThreadLocalRandom.current());
    }

    PartnerStatus status() {
        return status;
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.close();
    }
}
