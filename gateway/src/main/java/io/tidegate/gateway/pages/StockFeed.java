package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Inventory;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells open pages of the stock that it has changed, once a second at most; each then asks for itself anew, since each
 * shows something else. Used by the server's event loop only.
 */
final class StockFeed implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(1);

    private static final class Reader {
        String stamp;

        Reader(String stamp) {
            this.stamp = stamp;
        }
    }

    private final Inventory inventory;
    private final String epoch;
    private final Audience<Reader> audience = new Audience<>();
    private final Runnable stop;

    StockFeed(Vertx vertx, Inventory inventory, String epoch) {
        this.inventory = inventory;
        this.epoch = epoch;
        long timer = vertx.setPeriodic(BEAT.toMillis(), _ -> beat());
        this.stop = () -> vertx.cancelTimer(timer);
    }

    /** What a page that is made now shows. From any thread. */
    String stamp() {
        return epoch + "-" + inventory.changes();
    }

    void welcome(RoutingContext request) {
        audience.welcome(request, (_, since) -> new Reader(since));
    }

    private void beat() {
        String stamp = stamp();
        audience.tell((reader, due) -> {
            boolean news = !reader.stamp.equals(stamp);
            reader.stamp = stamp;
            return news || due
                    ? Optional.of((news ? "event: stock\n" : "") + "id: " + stamp + "\ndata:\n\n")
                    : Optional.empty();
        });
    }

    @Override
    public void close() {
        stop.run();
        audience.close();
    }
}
