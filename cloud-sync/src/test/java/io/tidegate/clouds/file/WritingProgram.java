package io.tidegate.clouds.file;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.FileCloud;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Delivers to a folder without end, and tells the last position of what is acknowledged. */
final class WritingProgram {

    private static final int BATCH = 500;

    private WritingProgram() {}

    public static void main(String[] arguments) throws Exception {
        FileCloud config = new FileCloud(
                Common.of("hq", Duration.ofSeconds(10), BatchLimits.DEFAULT),
                Path.of(arguments[0]),
                false,
                Optional.empty());
        FileSink sink = new FileSink(config, new Origin("corner-shop", "gw-1"), Clock.systemUTC());
        List<Entry> all = new InMemoryOutbox().withReadings(100_000, "fridge-1").entries();
        for (int done = 0; done + BATCH <= all.size(); done += BATCH) {
            sink.deliver(all.subList(done, done + BATCH), false);
            System.out.println(done + BATCH);
        }
    }
}
