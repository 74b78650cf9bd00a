package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Amount;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Reversal;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {

    private static final Hindsight TEN = new Hindsight(Journals.TEN.toEpochMilli(), 0, true);

    private static List<Observation> roundTrip(List<Observation> seen) throws DamagedBlock {
        List<Entry> entries = EntryCodec.decode(EntryCodec.encode(seen), 1, seen.size(), TEN);
        return entries.stream().map(Entry::observation).toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_was_observed_comes_back_as_it_was(long seed) throws Exception {
        Random random = new Random(seed);
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            seen.add(observation(random));
        }
        assertEquals(seen, roundTrip(seen));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                4.2,
                -18.5,
                0.1,
                1.0 / 3,
                1e300,
                -1e-300,
                99999.9999,
                0x1p53,
                0x1p53 + 2,
                9e15,
                Double.MIN_VALUE
            })
    void a_number_keeps_every_bit(double number) throws Exception {
        List<Observation> seen = List.of(reading(Map.of("x", Value.of(number))));
        assertEquals(seen, roundTrip(seen));
    }

    @Test
    void a_reading_of_one_field_takes_few_bytes() {
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            seen.add(new Observation.Reading(
                    new DeviceId("fridge-" + i % 5),
                    Journals.TEN.plusMillis(10L * i),
                    Map.of("temperature", Value.of(4.2))));
        }
        int each = EntryCodec.encode(seen).length / 100;
        assertTrue(each <= 9, each + " bytes");
    }

    @Test
    void what_is_cut_off_anywhere_is_damage_and_nothing_else() {
        byte[] whole = EntryCodec.encode(List.of(observation(new Random(1)), observation(new Random(2))));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(DamagedBlock.class, () -> EntryCodec.decode(cut, 1, 2, TEN));
        }
    }

    private static Observation reading(Map<String, Value> fields) {
        return new Observation.Reading(new DeviceId("d"), Journals.TEN, fields);
    }

    private static Map<String, Summary.Digest> digests(Random random) {
        double least = random.nextGaussian();
        return Map.of(
                "a" + random.nextInt(3),
                new Summary.Spread(3, least, least + 0.5, 40),
                "b" + random.nextInt(3),
                new Summary.Last(1 + random.nextInt(500), value(random)));
    }

    private static Observation observation(Random random) {
        DeviceId device = new DeviceId("device-" + random.nextInt(9));
        Instant at = Journals.TEN.plusMillis(random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L));
        return switch (random.nextInt(8)) {
            case 4 -> new Summary(device, at, at.plusMillis(random.nextInt(1_000_000)), 3, digests(random));
            case 5 -> proof(random, device, at);
            case 2 ->
                new Reversal(device, at, "till-7:" + random.nextInt(), "till-7:991", Cause.of(Cause.Source.PERSON));
            case 3 -> movement(random, device, at);
            case 0 ->
                new Observation.Scan(
                        device,
                        at,
                        "0104\u001d" + random.nextInt(),
                        Symbology.GS1_128,
                        random.nextBoolean() ? Optional.empty() : Optional.of("scan-" + random.nextInt()));
            case 1 -> new Observation.Fault(device, at, "timeout ❄ " + random.nextInt());
            default -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                int count = 1 + random.nextInt(5);
                for (int i = 0; i < count; i++) {
                    fields.put("field" + random.nextInt(20), value(random));
                }
                yield new Observation.Reading(device, at, fields);
            }
        };
    }

    private static Proof proof(Random random, DeviceId device, Instant at) {
        LocalDate day = LocalDate.ofEpochDay(random.nextInt(20_000));
        long last = 1 + random.nextLong(1L << 50);
        return new Proof(
                device,
                at,
                "reading",
                new Proof.Range(day, day.plusDays(random.nextInt(3)), 1, last, random.nextLong(last)),
                new Proof.Sum(last, "%064x".formatted(random.nextInt()), ""));
    }

    private static Movement movement(Random random, DeviceId device, Instant at) {
        Amount amount = Amount.ofMillionths(random.nextLong(1, 1_000_000_000_000L), "kg");
        Goods goods = Goods.of("brie ❄ " + random.nextInt(9), amount).ofLot("L" + random.nextInt(9));
        return new Movement(
                device,
                at,
                "till-7:" + random.nextInt(),
                MovementKind.SELL,
                goods,
                Movement.Way.from("sales-floor"),
                Cause.of(Cause.Source.API).by("Ann").because("taste"));
    }

    private static Value value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Value.of(random.nextBoolean());
            case 1 -> Value.of("text " + random.nextInt(5));
            case 2 -> Value.of(Math.round(random.nextGaussian() * 1000) / 10.0);
            default -> Value.of(random.nextGaussian() * 1e6);
        };
    }
}
