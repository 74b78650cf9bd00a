package io.tidegate.sync;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.ProofJson;
import io.tidegate.observation.Remote;
import io.tidegate.observation.RemoteJson;
import io.tidegate.observation.Stock;
import io.tidegate.observation.StockJson;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import java.util.Map;

/**
 * How large an entry will be as JSON, near enough to close a batch by: encoding everything twice to know it exactly
 * would cost more than a batch that is some percent off. Near enough, too, to what it takes in memory. Functions only.
 */
public final class EntrySize {

    /** Names, quotes, id, site, gateway, kind and time around an entry's own data. */
    private static final int FRAME_BYTES = 150;

    /** Quotes, colon, comma and a number of usual length. */
    private static final int FIELD_BYTES = 16;

    /** Count, least, mean and most, each with its name. */
    private static final int DIGESTS = 4;

    private EntrySize() {}

    public static long of(Entry entry) {
        Observation seen = entry.observation();
        return FRAME_BYTES
                + seen.device().value().length()
                + switch (seen) {
                    case Observation.Reading reading -> ofFields(reading.fields());
                    case Observation.Scan scan -> scan.data().length();
                    case Observation.Fault fault -> fault.reason().length();
                    case Summary summary ->
                        DIGESTS * ofFields(summary.asReading().fields());
                    case Stock stock -> StockJson.roughLength(stock);
                    case Proof _ -> ProofJson.ROUGH_LENGTH;
                    case Remote remote -> RemoteJson.roughLength(remote);
                };
    }

    private static long ofFields(Map<String, Value> fields) {
        long bytes = 0;
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            bytes += FIELD_BYTES + field.getKey().length();
            if (field.getValue() instanceof Value.Text text) {
                bytes += text.value().length();
            }
        }
        return bytes;
    }
}
