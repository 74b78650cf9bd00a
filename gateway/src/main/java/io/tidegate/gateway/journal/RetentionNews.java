package io.tidegate.gateway.journal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tinylog.Logger;

/** What the log says when entries give way: each kind of news once in the life of the program. Used by the journal's thread only. */
final class RetentionNews {

    /** For what entries give way, in the order in which it is looked at. */
    enum Why {
        /** {@code gateway.retention.bytes}. */
        FULL,
        /** {@code gateway.retention.readings.bytes}. */
        READINGS,
        /** {@code gateway.retention.events.bytes}. */
        EVENTS,
        /** {@code gateway.retention.readings.age}. */
        OLD_READINGS,
        /** {@code gateway.retention.events.age}. */
        OLD_EVENTS
    }

    private final Set<String> told = new HashSet<>();

    void thinned(Why why, Reduction by) {
        switch (why) {
            case FULL ->
                warn("There is no room for all that waits for clouds (gateway.retention.bytes): "
                        + switch (by) {
                            case MINUTES -> "the oldest readings are summed up by the minute. Look at the page Clouds";
                            case TEN_MINUTES -> "readings are summed up by ten minutes";
                            case DAYS -> "readings are summed up by the day";
                            case NO_EVENTS, ONLY_GOODS -> "only what happened to goods is kept of the oldest entries";
                        });
            case READINGS -> {
                String news = "Readings take more than gateway.retention.readings.bytes: the oldest are summed up";
                if (told.add(news)) {
                    Logger.info(news);
                }
            }
            case EVENTS ->
                warn("Scans, faults and proofs take more than gateway.retention.events.bytes: the oldest go, also where"
                        + " a cloud has not had them yet. Look for a device that fails again and again");
            // As the site file says: that is no news.
            case OLD_READINGS, OLD_EVENTS -> {}
        }
    }

    void nothingLeft() {
        warn(
                "The entries take more than gateway.retention.bytes, and none of them can go: what happened to goods is kept"
                        + " until every cloud has had it, and what summaries have not seen until they have");
    }

    private void warn(String news) {
        if (told.add(news)) {
            Logger.warn(news);
        }
    }

    void missed(List<JournalStatus.Reader> readers) {
        for (JournalStatus.Reader reader : readers) {
            Logger.warn(
                    "'{}' misses entries up to {} and perhaps more to come: it was away for longer than the journal may"
                            + " keep (gateway.retention). The status page counts them.",
                    reader.name(),
                    reader.done());
        }
    }
}
