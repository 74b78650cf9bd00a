package io.tidegate.gateway.pages;

import io.tidegate.gateway.scanning.ScanAnswer;
import io.tidegate.gateway.scanning.ScanCommand;
import io.tidegate.gateway.scanning.Scanning;
import io.tidegate.site.ScanTask;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells pages that show a scanner of its answers, at once; each then asks for itself anew. Used by the server's event loop
 * only.
 */
final class ScanFeed implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int SCANNERS_MAX = 1_000;

    private static final class Reader {
        final String device;
        long shown;
        boolean news;

        Reader(String device, long shown) {
            this.device = device;
            this.shown = shown;
        }
    }

    private final Audience<Reader> audience = new Audience<>();
    private final Runnable stop;

    /** The last answer of each scanner, for a page that was made just before it. */
    private final Map<String, Long> newest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > SCANNERS_MAX;
        }
    };

    ScanFeed(Vertx vertx, Scanning scanning) {
        var loop = vertx.getOrCreateContext();
        Runnable silence = scanning.onAnswer(answer -> loop.runOnContext(_ -> told(answer)));
        long timer = vertx.setPeriodic(BEAT.toMillis(), _ -> loop.runOnContext(_ -> tell()));
        this.stop = () -> {
            silence.run();
            vertx.cancelTimer(timer);
        };
    }

    void welcome(RoutingContext request) {
        String device = request.request().getParam("device", "");
        audience.welcome(request, (_, since) -> new Reader(device, number(since)));
    }

    private static long number(String stamp) {
        try {
            return Long.parseLong(stamp);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private void told(ScanAnswer answer) {
        String device = answer.scan().device().value();
        newest.put(device, answer.scan().position());
        // Who counts at a location sees what others count there, and that it is booked or forgotten.
        boolean counts = answer.mode().task() == ScanTask.COUNT || isOfCounts(answer);
        audience.states().forEach(reader -> reader.news |= counts && !reader.device.equals(device));
        tell();
    }

    private static boolean isOfCounts(ScanAnswer answer) {
        return ScanCommand.parse(answer.scan().data())
                .filter(command -> command == ScanCommand.Plain.BOOK
                        || command == ScanCommand.Plain.CANCEL
                        || command == ScanCommand.Plain.UNDO)
                .isPresent();
    }

    private void tell() {
        audience.tell((reader, due) -> {
            long last = newest.getOrDefault(reader.device, 0L);
            boolean counts = reader.news;
            boolean news = counts || last > reader.shown;
            reader.news = false;
            reader.shown = Math.max(reader.shown, last);
            String data = counts ? "data: count" : "data:";
            return news || due
                    ? Optional.of((news ? "event: scan\n" : "") + "id: " + reader.shown + "\n" + data + "\n\n")
                    : Optional.empty();
        });
    }

    @Override
    public void close() {
        stop.run();
        audience.close();
    }
}
