package io.tidegate.devices.scale;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Makes observations of what a scale says. No I/O. Used by its device thread only. */
final class Report {

    /** A scale that cannot weigh says so once, and again this often, so that the end can be told from a gap. */
    private static final Duration FAULT_AGAIN = Duration.ofMinutes(15);

    private final DeviceId device;
    private final String port;
    private OptionalDouble tare = OptionalDouble.empty();
    private String fault = "";
    private Instant faultAt = Instant.MIN;

    Report(DeviceId device, String port) {
        this.device = device;
        this.port = port;
    }

    /** What is new in it for the journal. @throws DeviceException when it is not set as it has to be */
    List<Observation> of(Said said, Instant at) throws DeviceException {
        return switch (said) {
            case Said.Weight weight -> {
                fault = "";
                yield List.of(reading(weight, at));
            }
            case Said.Tare seen -> {
                tare = OptionalDouble.of(seen.kilograms());
                yield List.of();
            }
            case Said.Over _, Said.Under _ -> fault(words(said), at);
            case Said.OddUnit odd ->
                throw new DeviceException("the scale at " + port + " weighs in '" + odd.unit()
                        + "': set it to kg or another unit of weight");
            case Said.NotNow _, Said.Refused _, Said.Unknown _ -> List.of();
        };
    }

    private Observation reading(Said.Weight weight, Instant at) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("weight", Value.of(weight.kilograms()));
        fields.put("stable", Value.of(weight.stable()));
        tare.ifPresent(kilograms -> fields.put("tare", Value.of(kilograms)));
        return new Observation.Reading(device, at, fields);
    }

    private List<Observation> fault(String reason, Instant at) {
        if (reason.equals(fault) && at.isBefore(faultAt.plus(FAULT_AGAIN)) && !at.isBefore(faultAt)) {
            return List.of();
        }
        fault = reason;
        faultAt = at;
        return List.of(new Observation.Fault(device, at, reason));
    }

    private static String words(Said said) {
        return said instanceof Said.Over
                ? "more weight than the scale can take: take some off"
                : "less than nothing on the scale: put its pan on, or set it to zero with nothing on it";
    }
}
