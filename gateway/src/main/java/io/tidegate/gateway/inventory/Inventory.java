package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Entry;
import io.tidegate.site.SiteFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * The site's stock: a desk where movements are handed in, and the books to look into. Safe from any thread; both read the
 * database.
 */
public final class Inventory implements AutoCloseable {

    private final Ledger ledger;
    private final Desk desk;
    private final Books books;
    private final Catalogue catalogue;
    private final Announcer announcer;
    private final Journal journal;
    private final Drafting.Rules rules;

    private Inventory(Journal journal, Ledger ledger, Drafting.Rules rules, Announcer announcer) {
        this.ledger = ledger;
        UnderWay underWay = new UnderWay();
        this.desk = new Desk(journal, rules, underWay, ledger::trouble);
        this.books = new Books(journal, rules);
        this.catalogue = new Catalogue(journal, rules.moments(), underWay);
        this.announcer = announcer;
        this.journal = journal;
        this.rules = rules;
    }

    /** Brings the ledger up to date from now on. */
    public static Inventory open(SiteFile site, Journal journal, InstantSource clock)
            throws SQLException, InterruptedException {
        Ledger ledger = Ledger.open(journal);
        Moments moments = Moments.after(recorded(journal), clock, journal.clock()::synchronised);
        Drafting.Rules rules = Drafting.Rules.of(site.stock(), site.site().timezone(), moments);
        return new Inventory(journal, ledger, rules, Announcer.start(journal, moments, ledger));
    }

    /** When the last entry was, by the box's own clock. */
    static Instant recorded(Journal journal) {
        try (Connection reader = journal.openReader()) {
            return journal.entriesAfter(reader, journal.lastPosition() - 1, 1).stream()
                    .map(Entry::recordedAt)
                    .findFirst()
                    .orElse(Instant.EPOCH);
        } catch (SQLException damaged) {
            Logger.warn("The newest entry cannot be read; times of stock go by the clock: {}", damaged.getMessage());
            return Instant.EPOCH;
        }
    }

    /** Why nothing can be booked, in words for staff. At once, from any thread. */
    public Optional<String> trouble() {
        return ledger.trouble();
    }

    /** How many entries could not be booked because of a mistake in the program. At once, from any thread. */
    public long unbooked() {
        return ledger.unbooked();
    }

    public Desk desk() {
        return desk;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** What stands where, as people look for it. */
    public Shelves shelves() {
        return new Shelves(books);
    }

    /** Where lots came from and went. */
    public Genealogy genealogy() {
        return new Genealogy(books);
    }

    /** What stood where, and how long. */
    public Stays stays() {
        return new Stays(books);
    }

    /** Another number whenever stock or catalogue have changed. At once, from any thread. */
    public long changes() {
        return announcer.changes();
    }

    /** For other gateways of the site. */
    public Exchange exchange() {
        return new Exchange(journal);
    }

    public Books books() {
        return books;
    }

    /** For who goes through all items, and closes it. */
    public ItemBooks itemBooks() throws SQLException {
        return new ItemBooks(journal.openReader(), rules);
    }

    /** The moment of what is decided now: behind all that is booked, also while the box's clock is not set. */
    public Instant moment() {
        return rules.moments().next();
    }

    /** Announces nothing more. */
    @Override
    public void close() {
        announcer.close();
    }
}
