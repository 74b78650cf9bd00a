package io.tidegate.clouds.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.Entry;
import io.tidegate.site.EpcisCloud.Mode;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One by one. */
class EpcisEventsTest extends EpcisContract {

    @Override
    protected Mode mode() {
        return Mode.EVENTS;
    }

    @Test
    void what_is_there_already_counts_as_told() throws Exception {
        List<Entry> batch = outbox.withReadings(3, "till-7").entries();
        try (Sink sink = open()) {
            assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
            assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
        }
        assertEquals(3, repository.eventIds().size());
    }
}
