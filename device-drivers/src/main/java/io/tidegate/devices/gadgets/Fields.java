package io.tidegate.devices.gadgets;

import io.tidegate.devices.gadgets.Said.Unread;
import io.tidegate.devices.gadgets.Said.Values;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers the fields of one reading. What is above a limit is left out, and told beside the rest. Used by one thread. */
final class Fields {

    private final Map<String, Value> fields = new LinkedHashMap<>();
    private boolean leftOut;

    Fields put(String name, Value value) {
        if (name.isBlank() || name.length() > Reading.FIELD_NAME_LENGTH_MAX) {
            leftOut = true;
        } else if (fields.size() < Reading.FIELDS_MAX || fields.containsKey(name)) {
            fields.put(name, value);
        } else {
            leftOut = true;
        }
        return this;
    }

    /** All values in it, under names with dots. */
    Fields all(String name, Json json) {
        switch (json) {
            case Json.Members(Map<String, Json> members) ->
                members.forEach((member, value) -> all(name.isEmpty() ? member : name + '.' + member, value));
            case Json.Items(List<Json> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    all(name + '.' + i, items.get(i));
                }
            }
            case Json.Leaf leaf -> leaf.asValue().ifPresentOrElse(value -> put(name, value), () -> leftOut = true);
            case Json.Nothing _, Json.Broken _ -> {
                // The gadget has no value for it now.
            }
        }
        return this;
    }

    /** A number in a larger unit. What is none stays as it is. */
    Fields divided(String name, Json json, double divisor) {
        return json instanceof Json.Numeric(double number) && Double.isFinite(number)
                ? put(name, Value.of(number / divisor))
                : all(name, json);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Of those fields that have one. */
    Map<String, String> units(Function<String, Optional<String>> unit) {
        Map<String, String> units = new LinkedHashMap<>();
        fields.keySet().forEach(field -> unit.apply(field).ifPresent(known -> units.put(field, known)));
        return units;
    }

    List<Said> of(String gadget, @Nullable Instant time) {
        List<Said> said = new ArrayList<>(2);
        said.add(new Values(gadget, fields, time));
        if (leftOut) {
            said.add(new Unread("Of this message a part was left out: more than " + Reading.FIELDS_MAX
                    + " values, a name above " + Reading.FIELD_NAME_LENGTH_MAX + " characters, a text above "
                    + Value.TEXT_LENGTH_MAX + ", or no number. Let the gadget say less at once."));
        }
        return said;
    }
}
