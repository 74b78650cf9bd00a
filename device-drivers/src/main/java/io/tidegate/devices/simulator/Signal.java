package io.tidegate.devices.simulator;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.util.Map;

/** What one pretended device publishes at one moment. Immutable. */
public sealed interface Signal {

    String device();

    /** The topic's level {@code {metric}}. */
    String metric();

    /** The state of a device: a JSON object. */
    record State(String device, Map<String, Value> fields) implements Signal {

        public State {
            if (fields.size() > Observation.Reading.FIELDS_MAX) {
                throw new IllegalArgumentException("no gadget shows " + fields.size() + " fields");
            }
        }

        @Override
        public String metric() {
            return "state";
        }
    }

    /** A code that a scanner has read. */
    record Beep(String device, String data, Symbology symbology) implements Signal {

        @Override
        public String metric() {
            return "scan";
        }
    }
}
