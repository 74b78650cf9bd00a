package io.tidegate.devices.opcua;

import io.tidegate.driver.FieldStatus;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the variables of one device are doing, and what is worth a record of it: values, the status of each when it changes,
 * and a fault when none is good any more. Used by its device thread only.
 */
final class Standing {

    /** Longer ones would be no text field. */
    private static final int WORDS_MAX = Value.TEXT_LENGTH_MAX;

    private final DeviceId device;
    private final int fields;

    /** By field: why there is no value. A field without is good, doubtful or not heard of yet. */
    private final Map<String, String> bad = new HashMap<>();

    private final Map<String, String> status = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();
    private final List<Observation> ready = new ArrayList<>();
    private Map<String, Value> open = new LinkedHashMap<>();
    private Instant openAt = Instant.EPOCH;
    private boolean silent;

    /** @param fields how many it has */
    Standing(DeviceId device, int fields) {
        this.device = device;
        this.fields = fields;
    }

    /** @param words {@link FieldStatus#GOOD}, or what is doubtful about it */
    void value(String field, Value value, String words, Instant at) {
        bad.remove(field);
        status.put(field, words);
        silent = false;
        begin(field, at);
        open.put(field, value);
        tellStatus();
    }

    void noValue(String field, String why, Instant at) {
        String whole = field + " " + why;
        String words = whole.length() > WORDS_MAX ? whole.substring(0, WORDS_MAX) : whole;
        bad.put(field, words);
        status.put(field, words);
        if (bad.size() < fields) {
            begin(field + FieldStatus.STATUS, at);
            tellStatus();
        } else if (!silent) {
            silent = true;
            finish();
            ready.add(new Observation.Fault(device, at, words));
        }
    }

    /** A reading is of one moment, and has each field once. */
    private void begin(String name, Instant at) {
        if (!at.equals(openAt) || open.containsKey(name)) {
            finish();
            openAt = at;
        }
    }

    private void tellStatus() {
        status.forEach((field, words) -> {
            if (!words.equals(told.put(field, words))) {
                open.put(field + FieldStatus.STATUS, Value.of(words));
            }
        });
    }

    private void finish() {
        if (!open.isEmpty()) {
            ready.add(new Observation.Reading(device, openAt, open));
            open = new LinkedHashMap<>();
        }
    }

    /** What is to be recorded, in order; it is given out once. */
    List<Observation> take() {
        finish();
        List<Observation> taken = List.copyOf(ready);
        ready.clear();
        return taken;
    }
}
