package io.tidegate.observation;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One statement about the site, made by one device at one moment. Immutable. */
public sealed interface Observation
        permits Observation.Reading, Observation.Scan, Observation.Fault, Summary, Stock, Proof, Remote {

    /** Whoever reads the fixed JSON counts on years of four digits, and the journal on milliseconds that fit a long. */
    Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** The words for all kinds. */
    List<String> KINDS = List.of(
            Reading.KIND,
            Scan.KIND,
            Fault.KIND,
            Booking.KIND,
            Level.KIND,
            CatalogueItem.KIND,
            RemoteCommand.KIND,
            CommandResult.KIND,
            Summary.KIND,
            Proof.KIND);

    DeviceId device();

    /** When it was so, by the device's clock where it has one, else by the gateway's at arrival. */
    Instant at();

    static void checkTime(Instant at) {
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException(at + " has no year of four digits");
        }
    }

    /** The word for its kind in JSON, in topics and on pages, one of {@link #KINDS}. */
    String kind();

    /** A device's fields of one moment, in the order in which the device told them. */
    record Reading(DeviceId device, Instant at, Map<String, Value> fields) implements Observation {

        public static final String KIND = "reading";

        /** More fields than any gadget sends; a payload above it is parked, since it would fill the box. */
        public static final int FIELDS_MAX = 128;

        public static final int FIELD_NAME_LENGTH_MAX = 128;

        public Reading {
            checkTime(at);
            if (fields.isEmpty() || fields.size() > FIELDS_MAX) {
                throw new IllegalArgumentException(
                        "a reading has 1 to " + FIELDS_MAX + " fields, not " + fields.size());
            }
            for (String name : fields.keySet()) {
                if (name.isBlank() || name.length() > FIELD_NAME_LENGTH_MAX) {
                    throw new IllegalArgumentException(
                            "'" + name + "' is no field name: use 1 to " + FIELD_NAME_LENGTH_MAX + " characters");
                }
            }
            // Map.of for the commonest reading: a reading lives in several queues, and small is kind to a 512 MB board.
            if (fields.size() == 1) {
                Map.Entry<String, Value> only = fields.entrySet().iterator().next();
                fields = Map.of(only.getKey(), only.getValue());
            } else {
                fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            }
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * What a bar code scanner read, raw and undecoded.
     *
     * @param scanId by which the sender knows it, so that the same scan sent again counts once
     */
    record Scan(DeviceId device, Instant at, String data, Symbology symbology, Optional<String> scanId)
            implements Observation {

        public static final String KIND = "scan";

        /** The largest QR code holds 7,089 digits (ISO/IEC 18004). */
        public static final int DATA_LENGTH_MAX = 7089;

        public static final int SCAN_ID_LENGTH_MAX = 48;

        private static final Pattern SCAN_ID = Pattern.compile("[!-~]{1," + SCAN_ID_LENGTH_MAX + "}");

        /** Of a scanner at a wire, which reads once what it says once. */
        public Scan(DeviceId device, Instant at, String data, Symbology symbology) {
            this(device, at, data, symbology, Optional.empty());
        }

        public Scan {
            checkTime(at);
            if (!scanId.map(Scan::isScanId).orElse(true)) {
                throw new IllegalArgumentException(
                        "'scanId' has 1 to " + SCAN_ID_LENGTH_MAX + " letters, digits and signs, without spaces");
            }
            if (data.isEmpty() || data.length() > DATA_LENGTH_MAX) {
                throw new IllegalArgumentException(
                        "a scan has 1 to " + DATA_LENGTH_MAX + " characters, not " + data.length());
            }
        }

        /** Whether a sender may know a scan by that. */
        public static boolean isScanId(String text) {
            return SCAN_ID.matcher(text).matches();
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The device did not answer, and why; so silence travels like data. */
    record Fault(DeviceId device, Instant at, String reason) implements Observation {

        public static final String KIND = "fault";

        /** Longer reasons are cut, never refused: a fault must not fail. */
        public static final int REASON_LENGTH_MAX = 500;

        public Fault {
            checkTime(at);
            if (reason.length() > REASON_LENGTH_MAX) {
                reason = reason.substring(0, REASON_LENGTH_MAX);
            }
        }

        @Override
        public String kind() {
            return KIND;
        }
    }
}
