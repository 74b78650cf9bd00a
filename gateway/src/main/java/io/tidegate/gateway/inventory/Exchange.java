package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.Booking;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Level;
import io.tidegate.observation.Stock;
import io.tidegate.observation.StockJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What another gateway of the site needs to come to the same stock: lines, also those that do not count, and items, each once,
 * in the order in which they came here; and what of its own is news here. Safe from any thread; reads the database, so never on an event loop.
 */
public final class Exchange {

    /** Of one answer at most, and so many characters: a small board holds it in memory. */
    public static final int LINES_MAX = 1_000;

    private static final int CHARACTERS_MAX = 128 * 1024;

    /**
     * @param next where the next part begins: {@link Mark}
     * @param more whether there is more by now
     */
    public record Part(List<Stock> lines, String next, boolean more) {}

    private record Row(long position, Stock stock, int length) {

        static Row of(ResultSet row) throws SQLException {
            String text = row.getString(5);
            Instant at = Instant.ofEpochMilli(row.getLong(4));
            return new Row(
                    row.getLong(1),
                    StockJson.read(row.getString(2), new DeviceId(row.getString(3)), at, text),
                    text.length());
        }
    }

    private static final String ROWS =
            """
            SELECT * FROM (
              SELECT position, '%s', device, at, line FROM ledger_line WHERE position > ?1 ORDER BY position LIMIT ?2)
            UNION ALL SELECT * FROM (
              SELECT position, '%s', '%s', at, item FROM catalogue_item WHERE position > ?1 ORDER BY position LIMIT ?2)
            UNION ALL SELECT * FROM (
              SELECT position, '%s', device, at, line FROM ledger_conflict WHERE position > ?1 ORDER BY position LIMIT ?2)
            ORDER BY 1 LIMIT ?2""".formatted(Booking.KIND, CatalogueItem.KIND, Catalogue.WHO.value(), Booking.KIND);

    private final View view;

    Exchange(Journal journal) {
        this.view = new View(journal);
    }

    /** @param mark as an earlier part said it; whatever is no mark of this ledger begins at its first line */
    public Part after(String mark, int limit) throws SQLException {
        return view.ask(sql -> {
            long from = Mark.position(sql, mark);
            List<Row> rows = sql.all(ROWS, Row::of, from, limit);
            int length = 0;
            int fitting = 0;
            while (fitting < rows.size() && (fitting == 0 || length + rows.get(fitting).length <= CHARACTERS_MAX)) {
                length += rows.get(fitting).length;
                fitting++;
            }
            List<Stock> lines =
                    rows.subList(0, fitting).stream().map(Row::stock).toList();
            long upTo = fitting == 0 ? from : rows.get(fitting - 1).position;
            return new Part(lines, Mark.of(sql, upTo), fitting < rows.size() || rows.size() == limit);
        });
    }

    /** Those that are news here, each once. */
    public List<Stock> news(List<Stock> told) throws SQLException {
        return view.ask(sql -> {
            List<Stock> news = new ArrayList<>();
            Set<Stock> seen = new HashSet<>();
            for (Stock each : told) {
                if (seen.add(each) && isNews(sql, each)) {
                    news.add(each);
                }
            }
            return news;
        });
    }

    private static boolean isNews(Sql sql, Stock told) throws SQLException {
        return switch (told) {
            case Booking booking -> {
                boolean counts = Lines.find(sql, booking.id())
                        .filter(there -> Line.FIRST.compare(there.booking(), booking) == 0)
                        .isPresent();
                yield !counts && !Conflicts.has(sql, booking);
            }
            case CatalogueItem item -> CatalogueTables.isNewer(sql, item);
            // Each gateway says its own.
            case Level _ -> false;
        };
    }

    /** Lines that do not count, since another says something else under their id; the newest first. */
    public List<Booking> conflicts() throws SQLException {
        return view.ask(Conflicts::differing);
    }
}
