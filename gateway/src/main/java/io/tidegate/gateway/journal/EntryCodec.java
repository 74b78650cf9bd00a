package io.tidegate.gateway.journal;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.ProofJson;
import io.tidegate.observation.Remote;
import io.tidegate.observation.RemoteJson;
import io.tidegate.observation.Stock;
import io.tidegate.observation.StockJson;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of one block as bytes and back. A typical reading of one field takes 8 bytes before compression.
 *
 * <pre>
 * entry   := kind(1 byte) device:name time:signed varint, milliseconds after the entry before (the first: after 1970)
 *            reading: count:varint { field:name value } | scan: symbology:name data:text
 *            | scan that has an id: symbology:name data:text id:text | fault: reason:text
 *            | stock, remote: kind:name json:text | proof: json:text
 *            | summary: length:varint, milliseconds readings:varint count:varint { field:name count:varint digest }
 * digest  := tag(1 byte): 0 min:value mean:value max:value | 1 last:value
 * name    := varint: the number of a name that came before in this block, or the next number, then its text
 * text    := varint bytes, UTF-8
 * value   := tag(1 byte): 0 false, 1 true, 2 text as a name, 3 double (8 bytes, big endian),
 *            4 to 8 a decimal with 0 to 4 digits behind the point as signed varint
 * varint  := base 128, low group first; signed: zigzag
 * </pre>
 *
 * Times are kept to the millisecond. Stateless; safe from any thread.
 */
final class EntryCodec {

    private static final byte READING = 1;
    private static final byte SCAN = 2;
    private static final byte FAULT = 3;
    private static final byte STOCK = 4;
    private static final byte NAMED_SCAN = 5;
    private static final byte REMOTE = 6;
    private static final byte SUMMARY = 7;
    private static final byte PROOF = 9;

    private static final byte SPREAD = 0;
    private static final byte LAST = 1;

    private static final byte FALSE = 0;
    private static final byte TRUE = 1;
    private static final byte TEXT = 2;
    private static final byte DOUBLE = 3;
    private static final byte DECIMAL = 4;
    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000};

    private EntryCodec() {}

    static byte[] encode(List<Observation> observations) {
        ByteWriter out = new ByteWriter(16 + 24 * observations.size());
        Map<String, Integer> names = new HashMap<>();
        long before = 0;
        for (Observation seen : observations) {
            long at = seen.at().toEpochMilli();
            switch (seen) {
                case Observation.Reading reading -> {
                    head(out, READING, names, reading, at - before);
                    fields(out, names, reading.fields());
                }
                case Observation.Scan scan -> {
                    head(out, scan.scanId().isPresent() ? NAMED_SCAN : SCAN, names, scan, at - before);
                    scan(out, names, scan);
                }
                case Observation.Fault fault -> {
                    head(out, FAULT, names, fault, at - before);
                    out.text(fault.reason());
                }
                case Summary summary -> {
                    head(out, SUMMARY, names, summary, at - before);
                    summary(out, names, summary);
                }
                case Stock stock -> {
                    head(out, STOCK, names, stock, at - before);
                    named(out, names, stock.kind(), StockJson.text(stock));
                }
                case Proof proof -> {
                    head(out, PROOF, names, proof, at - before);
                    out.text(ProofJson.text(proof));
                }
                case Remote remote -> {
                    head(out, REMOTE, names, remote, at - before);
                    named(out, names, remote.kind(), RemoteJson.text(remote));
                }
            }
            before = at;
        }
        return out.toBytes();
    }

    private static void head(ByteWriter out, byte kind, Map<String, Integer> names, Observation seen, long delta) {
        out.put(kind);
        name(out, names, seen.device().value());
        out.signed(delta);
    }

    private static void name(ByteWriter out, Map<String, Integer> names, String name) {
        Integer known = names.putIfAbsent(name, names.size());
        if (known == null) {
            out.varint(names.size() - 1);
            out.text(name);
        } else {
            out.varint(known);
        }
    }

    private static void scan(ByteWriter out, Map<String, Integer> names, Observation.Scan scan) {
        name(out, names, scan.symbology().word());
        out.text(scan.data());
        scan.scanId().ifPresent(out::text);
    }

    private static void named(ByteWriter out, Map<String, Integer> names, String kind, String text) {
        name(out, names, kind);
        out.text(text);
    }

    private static void fields(ByteWriter out, Map<String, Integer> names, Map<String, Value> fields) {
        out.varint(fields.size());
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            name(out, names, field.getKey());
            value(out, names, field.getValue());
        }
    }

    private static void summary(ByteWriter out, Map<String, Integer> names, Summary summary) {
        out.varint(summary.until().toEpochMilli() - summary.at().toEpochMilli());
        out.varint(summary.readings());
        out.varint(summary.fields().size());
        summary.fields().forEach((field, digest) -> {
            name(out, names, field);
            out.varint(digest.count());
            switch (digest) {
                case Summary.Spread spread -> {
                    out.put(SPREAD);
                    number(out, spread.min());
                    number(out, spread.mean());
                    number(out, spread.max());
                }
                case Summary.Last last -> {
                    out.put(LAST);
                    value(out, names, last.value());
                }
            }
        });
    }

    private static void value(ByteWriter out, Map<String, Integer> names, Value value) {
        switch (value) {
            case Value.Flag flag -> out.put(flag.value() ? TRUE : FALSE);
            case Value.Text text -> {
                out.put(TEXT);
                name(out, names, text.value());
            }
            case Value.Numeric numeric -> number(out, numeric.value());
        }
    }

    /** Sensors tell few digits: 4.2 is kept as 42 with one digit, wherever that gives back the very same double. */
    private static void number(ByteWriter out, double number) {
        for (byte digits = 0; digits < POWERS.length; digits++) {
            double scaled = Math.rint(number * POWERS[digits]);
            if (Math.abs(scaled) < 0x1p53
                    && Double.doubleToRawLongBits(scaled / POWERS[digits]) == Double.doubleToRawLongBits(number)
                    && Double.doubleToRawLongBits((double) (long) scaled) == Double.doubleToRawLongBits(scaled)) {
                out.put((byte) (DECIMAL + digits));
                out.signed((long) scaled);
                return;
            }
        }
        out.put(DOUBLE);
        out.fixed64(Double.doubleToRawLongBits(number));
    }

    /** @throws DamagedBlock when the bytes are not what {@link #encode} makes */
    static List<Entry> decode(byte[] bytes, long first, int count, Hindsight times) throws DamagedBlock {
        ByteReader in = new ByteReader(bytes);
        List<String> names = new ArrayList<>();
        List<Entry> entries = new ArrayList<>(count);
        Map<String, DeviceId> devices = new HashMap<>();
        Instant recordedAt = times.recordedAt();
        long at = 0;
        try {
            for (int i = 0; i < count; i++) {
                byte kind = in.take();
                DeviceId device = devices.computeIfAbsent(name(in, names), DeviceId::new);
                at += in.signed();
                Instant time = times.at(at);
                entries.add(new Entry(
                        first + i,
                        recordedAt,
                        switch (kind) {
                            case READING -> new Observation.Reading(device, time, fields(in, names));
                            case SCAN -> scan(in, names, device, time, false);
                            case NAMED_SCAN -> scan(in, names, device, time, true);
                            case FAULT -> new Observation.Fault(device, time, in.text());
                            case SUMMARY -> summary(in, names, device, time);
                            case STOCK -> StockJson.read(name(in, names), device, time, in.text());
                            case PROOF -> ProofJson.read(device, time, in.text());
                            case REMOTE -> RemoteJson.read(name(in, names), device, time, in.text());
                            default -> throw new DamagedBlock("an entry of unknown kind " + kind);
                        },
                        times.timed()));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new DamagedBlock("its entries cannot be read: " + e.getMessage());
        }
        return entries;
    }

    private static Observation.Scan scan(
            ByteReader in, List<String> names, DeviceId device, Instant time, boolean named) {
        Symbology symbology = Symbology.ofWord(name(in, names));
        String data = in.text();
        return new Observation.Scan(device, time, data, symbology, named ? Optional.of(in.text()) : Optional.empty());
    }

    private static Summary summary(ByteReader in, List<String> names, DeviceId device, Instant at) throws DamagedBlock {
        Instant until = at.plusMillis(in.varlong());
        long readings = in.varlong();
        int count = in.varint();
        Map<String, Summary.Digest> fields =
                LinkedHashMap.newLinkedHashMap(Math.min(count, Observation.Reading.FIELDS_MAX));
        for (int i = 0; i < count; i++) {
            String field = name(in, names);
            long values = in.varlong();
            fields.put(
                    field,
                    in.take() == SPREAD
                            ? new Summary.Spread(values, number(in, names), number(in, names), number(in, names))
                            : new Summary.Last(values, value(in, names)));
        }
        return new Summary(device, at, until, readings, fields);
    }

    private static double number(ByteReader in, List<String> names) throws DamagedBlock {
        if (value(in, names) instanceof Value.Numeric(double number)) {
            return number;
        }
        throw new DamagedBlock("no number where one was written");
    }

    private static Map<String, Value> fields(ByteReader in, List<String> names) throws DamagedBlock {
        int count = in.varint();
        if (count == 1) {
            String name = name(in, names);
            return Map.of(name, value(in, names));
        }
        Map<String, Value> fields = LinkedHashMap.newLinkedHashMap(Math.min(count, Observation.Reading.FIELDS_MAX));
        for (int i = 0; i < count; i++) {
            String name = name(in, names);
            fields.put(name, value(in, names));
        }
        return fields;
    }

    private static Value value(ByteReader in, List<String> names) throws DamagedBlock {
        byte tag = in.take();
        return switch (tag) {
            case FALSE -> Value.of(false);
            case TRUE -> Value.of(true);
            case TEXT -> Value.of(name(in, names));
            case DOUBLE -> Value.of(Double.longBitsToDouble(in.fixed64()));
            default -> {
                int digits = tag - DECIMAL;
                if (digits < 0 || digits >= POWERS.length) {
                    throw new DamagedBlock("a value of unknown tag " + tag);
                }
                yield Value.of(in.signed() / POWERS[digits]);
            }
        };
    }

    private static String name(ByteReader in, List<String> names) {
        int number = in.varint();
        if (number < names.size()) {
            return names.get(number);
        }
        String name = in.text();
        names.add(name);
        return name;
    }
}
