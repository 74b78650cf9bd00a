package io.tidegate.gateway.journal;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Booking;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Proof;
import io.tidegate.observation.ProofJson;
import io.tidegate.observation.Remote;
import io.tidegate.observation.RemoteJson;
import io.tidegate.observation.Stock;
import io.tidegate.observation.StockJson;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One thing that waits for its commit: a batch, a change, or both together. Immutable, but for its outcome.
 *
 * @param entries how much it counts towards the limits: its observations and parked payloads, at least 1
 * @param bytes about what it takes on disk before compression, a little more in memory
 * @param urgent somebody stands there and waits: for a scanner's beep, for the answer to a button or a command, for the start
 */
record Waiting(
        Batch batch,
        Optional<StateChange> change,
        CompletableFuture<Void> onDisk,
        int entries,
        int bytes,
        boolean urgent) {

    private static final Batch NOTHING = new Batch(List.of(), List.of());

    /** Kind, device, time; a field's name and number. Rough, since limits only need the order of magnitude. */
    private static final int OBSERVATION_BYTES = 32;

    private static final int FIELD_BYTES = 24;
    private static final int CHANGE_BYTES = 256;

    static Waiting of(Batch batch) {
        long bytes = 0;
        boolean urgent = false;
        for (Observation seen : batch.seen()) {
            bytes += bytes(seen);
            urgent |= seen instanceof Observation.Scan || seen instanceof Booking || seen instanceof Remote;
        }
        for (Parked parked : batch.parked()) {
            bytes += bytes(parked);
        }
        int entries = Math.max(1, batch.seen().size() + batch.parked().size());
        int bounded = (int) Math.min(bytes, Integer.MAX_VALUE);
        return new Waiting(batch, Optional.empty(), new CompletableFuture<>(), entries, bounded, urgent);
    }

    static Waiting of(StateChange change, boolean urgent) {
        return new Waiting(NOTHING, Optional.of(change), new CompletableFuture<>(), 1, CHANGE_BYTES, urgent);
    }

    /** Both are on disk, or neither. */
    Waiting with(StateChange along) {
        return new Waiting(batch, Optional.of(along), onDisk, entries + 1, bytes + CHANGE_BYTES, urgent);
    }

    private static long bytes(Parked parked) {
        return (long) OBSERVATION_BYTES
                + parked.payload().length
                + parked.address().length()
                + parked.reason().length();
    }

    static int bytes(Observation seen) {
        return OBSERVATION_BYTES
                + switch (seen) {
                    case Observation.Reading reading -> fields(reading);
                    case Observation.Scan scan -> scan.data().length();
                    case Observation.Fault fault -> fault.reason().length();
                    case Summary summary -> fields(summary.asReading());
                    case Stock stock -> StockJson.roughLength(stock);
                    case Proof _ -> ProofJson.ROUGH_LENGTH;
                    case Remote remote -> RemoteJson.roughLength(remote);
                };
    }

    private static int fields(Observation.Reading reading) {
        int bytes = 0;
        for (Map.Entry<String, Value> field : reading.fields().entrySet()) {
            bytes += FIELD_BYTES
                    + field.getKey().length()
                    + (field.getValue() instanceof Value.Text text
                            ? text.value().length()
                            : 0);
        }
        return bytes;
    }
}
