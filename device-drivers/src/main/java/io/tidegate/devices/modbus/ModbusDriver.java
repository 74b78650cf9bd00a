package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.ModbusDevice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Asks the units of a bus, each at its interval. One that is silent costs the others its timeout only now and then: it is
 * asked with growing pauses, one such unit at a time, and only after those that answer have had their turn. Used by its
 * device thread only.
 */
public final class ModbusDriver implements Driver.Polled {

    /** So short that nobody's rhythm is disturbed, and that a bus without a pause does not spin. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    private final Line line;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final List<UnitTurn> turns;
    private long polledNanos;
    private boolean heard;
    private boolean ailingWaits;

    ModbusDriver(ModbusDevice config, Line line, InstantSource clock, LongSupplier nanoTime) {
        this.line = line;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.polledNanos = nanoTime.getAsLong();
        this.turns = config.units().stream()
                .map(unit -> new UnitTurn(unit, polledNanos))
                .toList();
    }

    /** @throws DeviceException when the bus is not reached; says what to check */
    public static ModbusDriver open(ModbusDevice config, InstantSource clock)
            throws DeviceException, InterruptedException {
        Line line = switch (config.way()) {
            case ModbusDevice.Tcp tcp -> TcpLine.connect(tcp.address());
            case ModbusDevice.Rtu rtu -> RtuLine.open(rtu.line());
        };
        return new ModbusDriver(config, line, clock, System::nanoTime);
    }

    /** From the start of the last poll until the next unit has its turn. */
    @Override
    public Duration interval() {
        long next = turns.stream()
                .mapToLong(turn -> turn.dueNanos() - polledNanos)
                .min()
                .orElseThrow();
        return Duration.ofNanos(Math.max(next, SHORTEST_PAUSE.toNanos()));
    }

    @Override
    public List<Observation> poll() throws DeviceException, InterruptedException {
        polledNanos = nanoTime.getAsLong();
        List<Observation> seen = new ArrayList<>();
        for (UnitTurn turn : next()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            visit(turn, seen);
            // What has been read is on its way before the next unit keeps us waiting.
            if (heard && turn.missedOne()) {
                break;
            }
        }
        checkAnybodyAnswers();
        turns.forEach(turn -> turn.fault(clock.instant(), nanoTime.getAsLong()).ifPresent(seen::add));
        return seen;
    }

    /** Those that answer; and one that does not when there are none, or when it has waited for them once. */
    private List<UnitTurn> next() {
        List<UnitTurn> due = turns.stream()
                .filter(turn -> turn.isDue(polledNanos))
                .sorted(Comparator.comparingLong(turn -> turn.dueNanos() - polledNanos))
                .toList();
        List<UnitTurn> fine = due.stream().filter(turn -> !turn.isAiling()).toList();
        List<UnitTurn> ailing = due.stream().filter(UnitTurn::isAiling).limit(1).toList();
        boolean forAiling = !ailing.isEmpty() && (fine.isEmpty() || ailingWaits);
        ailingWaits = !ailing.isEmpty() && !forAiling;
        return forAiling ? ailing : fine;
    }

    private void visit(UnitTurn turn, List<Observation> seen) throws DeviceException, InterruptedException {
        try {
            Instant at = clock.instant();
            Map<String, Value> fields = turn.source().read(line);
            heard = true;
            turn.answered(nanoTime.getAsLong());
            // A unit may say of each of its values that there is none.
            if (!fields.isEmpty()) {
                seen.add(new Observation.Reading(turn.unit().id(), at, fields));
            }
        } catch (NoAnswer silent) {
            turn.noAnswer(String.valueOf(silent.getMessage()), nanoTime.getAsLong());
        } catch (UnitRefusal refusal) {
            heard = true;
            turn.refused(String.valueOf(refusal.getMessage()), nanoTime.getAsLong());
        }
    }

    /** When all are silent it is the bus, or its gateway, that has to be opened anew. */
    private void checkAnybodyAnswers() throws DeviceException {
        boolean somebody = turns.stream().anyMatch(turn -> heard ? !turn.isSilent() : !turn.missedOne());
        if (somebody) {
            return;
        }
        if (turns.size() == 1) {
            throw new DeviceException(turns.getFirst().reason());
        }
        throw new DeviceException("none of the " + turns.size() + " units on " + line.place()
                + " answers: check the bus's power, its wires (A and B may be swapped), and the speed and parity of the"
                + " units");
    }

    @Override
    public void close() {
        line.close();
    }
}
