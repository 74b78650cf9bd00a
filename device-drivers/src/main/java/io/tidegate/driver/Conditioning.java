package io.tidegate.driver;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Value;
import io.tidegate.site.FieldProfile;
import io.tidegate.site.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what devices show what is recorded, as the site's profiles say: sets numbers right, marks those that the sensor
 * cannot mean, and leaves out a reading in which nothing has changed enough. A reading is recorded whole or not at all,
 * since its fields are of one moment. Safe from any thread; the readings of one device come from one thread at a time.
 */
public final class Conditioning {

    /** Behind a field's name: whether its number is outside its range. */
    public static final String OUT_OF_RANGE = ".outOfRange";

    /** Devices whose last values are remembered; of those above, each reading is recorded. */
    private static final int DEVICES_MAX = 2_000;

    private final Profiles profiles;
    private final Map<DeviceId, Map<String, Recorded>> last = new ConcurrentHashMap<>();
    private final LongAdder leftOut = new LongAdder();

    /** What was recorded last of a field. */
    private record Recorded(Value value, Instant at) {}

    public Conditioning(Profiles profiles) {
        this.profiles = profiles;
    }

    /** One that leaves everything as it is. */
    public static Conditioning none() {
        return new Conditioning(new Profiles(List.of()));
    }

    /** What it goes by. */
    public Profiles profiles() {
        return profiles;
    }

    /** For one device, on its thread: what is left goes to the journal. */
    public Recorder before(Recorder journal) {
        return new ConditionedRecorder(this, journal);
    }

    /** The batch itself where no profile is for its devices. */
    public Batch apply(Batch batch) {
        if (profiles.isEmpty()
                || batch.seen().stream()
                        .allMatch(each -> profiles.of(each.device()).isEmpty())) {
            return batch;
        }
        List<Observation> seen = new ArrayList<>(batch.seen().size());
        for (Observation each : batch.seen()) {
            if (each instanceof Reading reading) {
                conditioned(reading).ifPresentOrElse(seen::add, leftOut::increment);
            } else {
                seen.add(each);
            }
            if (each instanceof Observation.Fault) {
                // That it answers again is worth a record, whatever it says.
                last.remove(each.device());
            }
        }
        return new Batch(seen, batch.parked());
    }

    /** Awaits what becomes of a batch. */
    public CompletionStage<Void> follow(Batch batch, CompletionStage<Void> onDisk) {
        return onDisk.whenComplete((_, failure) -> {
            if (failure != null) {
                forget(batch);
            }
        });
    }

    /** It is not on disk after all, so the same again is no repeat. */
    public void forget(Batch batch) {
        batch.seen().forEach(each -> last.remove(each.device()));
    }

    /** Readings that were not recorded since nothing in them had changed enough. */
    public long leftOut() {
        return leftOut.sum();
    }

    private Optional<Observation> conditioned(Reading reading) {
        Map<String, FieldProfile> fields = profiles.of(reading.device());
        if (fields.isEmpty()) {
            return Optional.of(reading);
        }
        Map<String, Recorded> before = last.get(reading.device());
        if (before == null) {
            before = new ConcurrentHashMap<>();
            if (last.size() < DEVICES_MAX) {
                last.put(reading.device(), before);
            }
        }
        Map<String, Value> values = values(reading, fields, before);
        if (!isDue(values, reading.at(), fields, before)) {
            return Optional.empty();
        }
        for (Map.Entry<String, Value> each : values.entrySet()) {
            before.put(each.getKey(), new Recorded(each.getValue(), reading.at()));
        }
        return Optional.of(new Reading(reading.device(), reading.at(), values));
    }

    private static Map<String, Value> values(
            Reading reading, Map<String, FieldProfile> fields, Map<String, Recorded> before) {
        Map<String, Value> values = new LinkedHashMap<>();
        reading.fields().forEach((name, value) -> {
            FieldProfile field = fields.get(name);
            values.put(name, field == null ? value : corrected(value, field));
        });
        for (String name : reading.fields().keySet()) {
            FieldProfile field = fields.get(name);
            if (field != null
                    && field.range().isPresent()
                    && values.get(name) instanceof Value.Numeric number
                    && values.size() < Reading.FIELDS_MAX) {
                mark(name, !field.range().get().holds(number.value()), values, before);
            }
        }
        return values;
    }

    private static Value corrected(Value value, FieldProfile field) {
        if (value instanceof Value.Numeric number && field.calibration().isPresent()) {
            double corrected = field.calibration().get().corrected(number.value());
            return Double.isFinite(corrected) ? Value.of(corrected) : value;
        }
        return value;
    }

    /** While it is outside, and once when it is not any more: after a start nobody knows what was told before. */
    private static void mark(String name, boolean outside, Map<String, Value> values, Map<String, Recorded> before) {
        Recorded told = before.get(name + OUT_OF_RANGE);
        if (outside || told == null || !told.value.equals(Value.of(false))) {
            values.put(name + OUT_OF_RANGE, Value.of(outside));
        }
    }

    private static boolean isDue(
            Map<String, Value> values, Instant at, Map<String, FieldProfile> fields, Map<String, Recorded> before) {
        if (values.keySet().stream().noneMatch(name -> thins(fields.get(name)))) {
            return true;
        }
        for (Map.Entry<String, Value> each : values.entrySet()) {
            if (isDue(each.getValue(), at, fields.get(each.getKey()), before.get(each.getKey()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean thins(@Nullable FieldProfile field) {
        return field != null && field.thins();
    }

    private static boolean isDue(Value value, Instant at, @Nullable FieldProfile field, @Nullable Recorded recorded) {
        if (recorded == null) {
            return true;
        }
        if (field == null || !field.thins()) {
            // A field without a rule would keep the others from ever being left out; so it counts when it changes.
            return !value.equals(recorded.value) || at.isBefore(recorded.at);
        }
        Duration since = Duration.between(recorded.at, at);
        if (since.isNegative() || since.compareTo(field.atLeastEvery()) >= 0) {
            return true;
        }
        if (value instanceof Value.Numeric now && recorded.value instanceof Value.Numeric then) {
            double change = Math.abs(now.value() - then.value());
            return since.compareTo(field.notBefore()) >= 0 && change >= field.deadband();
        }
        return !value.equals(recorded.value);
    }
}
