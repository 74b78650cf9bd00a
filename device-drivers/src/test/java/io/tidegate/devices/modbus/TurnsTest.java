package io.tidegate.devices.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Observation;
import io.tidegate.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is asked when, by a clock and a line that the test moves by hand. */
class TurnsTest {

    private static final String UNIT =
            "{id: u%1$d, unit: %1$d, interval: 1 s, timeout: 1 s, registers: [{field: a, address: 0, type: int16}]}";

    private final HandClock clock = new HandClock();
    private final HandLine line = new HandLine();
    private final List<Observation> seen = new ArrayList<>();

    @Test
    void each_unit_is_asked_at_its_interval() throws Exception {
        ModbusDriver driver = driver(1, 2);
        run(driver, Duration.ofSeconds(10));
        assertEquals(10, line.asked(1));
        assertEquals(10, line.asked(2));
    }

    @Test
    void a_dead_unit_is_asked_with_growing_pauses_and_the_others_keep_their_rhythm() throws Exception {
        line.dead.add(1);
        ModbusDriver driver = driver(1, 2, 3);
        run(driver, Duration.ofHours(1));
        assertTrue(line.asked(1) < 60, line.asked(1) + " questions to the dead");
        assertTrue(line.asked(2) > 3500, line.asked(2) + " questions to the living");
        assertTrue(
                line.longestPause(2).compareTo(Duration.ofSeconds(3)) < 0,
                line.longestPause(2).toString());
    }

    @Test
    void many_dead_units_are_asked_one_at_a_time() throws Exception {
        for (int unit = 1; unit <= 9; unit++) {
            line.dead.add(unit);
        }
        ModbusDriver driver = driver(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        run(driver, Duration.ofMinutes(1));
        int before = line.asked(10);
        line.forget();
        run(driver, Duration.ofHours(1));
        assertTrue(before > 10, before + " questions in the first minute");
        assertTrue(
                line.longestPause(10).compareTo(Duration.ofSeconds(3)) < 0,
                line.longestPause(10).toString());
    }

    @Test
    void silence_is_a_fault_when_it_begins_and_each_quarter_of_an_hour() throws Exception {
        ModbusDriver driver = driver(1, 2);
        run(driver, Duration.ofSeconds(5));
        line.dead.add(1);
        run(driver, Duration.ofSeconds(4));
        assertEquals(1, Bus.faults(seen, "u1").size());
        run(driver, Duration.ofMinutes(44));
        assertEquals(3, Bus.faults(seen, "u1").size());
    }

    @Test
    void one_lost_answer_is_no_fault() throws Exception {
        ModbusDriver driver = driver(1, 2);
        run(driver, Duration.ofSeconds(5));
        line.dead.add(1);
        run(driver, Duration.ofSeconds(1));
        line.dead.clear();
        run(driver, Duration.ofMinutes(1));
        assertEquals(List.of(), Bus.faults(seen, "u1"));
    }

    @Test
    void a_unit_that_is_back_has_its_rhythm_again() throws Exception {
        line.dead.add(1);
        ModbusDriver driver = driver(1, 2);
        run(driver, Duration.ofHours(1));
        line.dead.clear();
        run(driver, Duration.ofMinutes(6));
        line.forget();
        run(driver, Duration.ofSeconds(10));
        assertEquals(10, line.asked(1));
    }

    @Test
    void a_unit_that_refuses_is_at_fault_at_once_and_does_not_end_the_bus() throws Exception {
        line.refusing.add(1);
        ModbusDriver driver = driver(1);
        run(driver, Duration.ofMinutes(10));
        assertEquals(1, Bus.faults(seen, "u1").size());
        assertTrue(line.asked(1) < 20, line.asked(1) + " questions");
    }

    private ModbusDriver driver(int... units) {
        String[] items = new String[units.length];
        for (int i = 0; i < units.length; i++) {
            items[i] = UNIT.formatted(units[i]);
        }
        return new ModbusDriver(Bus.of("tcp://127.0.0.1", items), line, clock, clock::nanoTime);
    }

    /** As its watch would. */
    private void run(ModbusDriver driver, Duration length) throws Exception {
        long endNanos = clock.nanoTime() + length.toNanos();
        while (clock.nanoTime() < endNanos) {
            long startedNanos = clock.nanoTime();
            seen.addAll(driver.poll());
            long waitNanos = driver.interval().toNanos() - (clock.nanoTime() - startedNanos);
            clock.pass(Duration.ofNanos(Math.max(0, waitNanos)));
        }
    }

    /** Answers without taking time; who is dead takes all of its timeout. */
    private final class HandLine implements Line {

        private final Set<Integer> dead = new HashSet<>();
        private final Set<Integer> refusing = new HashSet<>();
        private final List<long[]> questions = new ArrayList<>();

        @Override
        public byte[] ask(int unit, byte[] question, Duration timeout) throws NoAnswer {
            questions.add(new long[] {unit, clock.nanoTime()});
            if (dead.contains(unit)) {
                clock.pass(timeout);
                throw new NoAnswer("unit " + unit + " is silent");
            }
            return refusing.contains(unit) ? new byte[] {(byte) 0x83, 2} : new byte[] {3, 2, 0, 7};
        }

        int asked(int unit) {
            return (int) questions.stream().filter(each -> each[0] == unit).count();
        }

        Duration longestPause(int unit) {
            long longest = 0;
            long last = -1;
            for (long[] each : questions) {
                if (each[0] == unit) {
                    longest = last < 0 ? longest : Math.max(longest, each[1] - last);
                    last = each[1];
                }
            }
            return Duration.ofNanos(longest);
        }

        void forget() {
            questions.clear();
        }

        @Override
        public String place() {
            return "a line of the test";
        }

        @Override
        public void close() {
            // nothing to let go of
        }
    }
}
