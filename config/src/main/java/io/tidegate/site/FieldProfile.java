package io.tidegate.site;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one field of a device. Immutable.
 *
 * @param unit in which its numbers are: a UCUM code ({@code Cel}, {@code %}, {@code kW.h}) or what the field uses
 * @param name for people, by the code of the language
 * @param range what the sensor can tell at all; a number outside is kept, and marked
 * @param limits what is good for the goods or the machine
 * @param calibration how a number is set right before it is recorded
 * @param deadband a number that differs by less from the one recorded last is not recorded; 0 records each
 * @param notBefore after a recorded number, the next one is not recorded before; zero for each
 * @param atLeastEvery is recorded again after that time although it has not changed
 */
public record FieldProfile(
        Optional<String> unit,
        Kind kind,
        Map<String, String> name,
        Optional<Range> range,
        Optional<Range> limits,
        Optional<Calibration> calibration,
        double deadband,
        Duration notBefore,
        Duration atLeastEvery) {

    /** A device whose fields hardly change is heard of this often, unless the site file says otherwise. */
    public static final Duration AT_LEAST_EVERY = Duration.ofMinutes(15);

    public FieldProfile {
        name = Collections.unmodifiableMap(new LinkedHashMap<>(name));
    }

    /** How its values follow each other. */
    public enum Kind {
        /** A measured value. */
        GAUGE,
        /** Only grows, until the device begins anew. */
        COUNTER,
        /** One of a few words or flags. */
        STATE
    }

    /** Both ends belong to it; an infinite one is none. */
    public record Range(double min, double max) {
        public boolean holds(double value) {
            return value >= min && value <= max;
        }
    }

    /**
     * {@code slope * measured + offset}, in the field's unit.
     *
     * @param on the day on which it was found
     * @param by who found it
     */
    public record Calibration(double offset, double slope, Optional<LocalDate> on, Optional<String> by) {
        public double corrected(double measured) {
            return slope * measured + offset;
        }
    }

    /** Whether some of its values are left out. */
    public boolean thins() {
        return deadband > 0 || !notBefore.isZero();
    }
}
