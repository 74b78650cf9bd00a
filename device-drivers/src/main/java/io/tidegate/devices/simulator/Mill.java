package io.tidegate.devices.simulator;

import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small milling machine: off between the shifts, then cycles of cutting with a pause to change the part, and now and
 * then an alarm that somebody must clear. Used by one thread.
 */
final class Mill implements Gadget {

    private enum State {
        OFF("off", 12),
        IDLE("idle", 340),
        RUNNING("running", 2_900),
        ALARM("alarm", 310);

        private final String word;
        private final double watts;

        State(String word, double watts) {
            this.word = word;
            this.watts = watts;
        }
    }

    /** A tool breaks about once in so many parts. */
    private static final int PARTS_PER_ALARM = 60;

    private final Chance chance;
    private State state = State.IDLE;
    private double secondsLeft;
    private long cycles;
    private double watts;

    Mill(long seed) {
        this.chance = new Chance(seed, "mill-1");
        this.secondsLeft = chance.between(5, 30);
    }

    @Override
    public void step(Instant at, double seconds, Surroundings around) {
        secondsLeft -= seconds;
        if (secondsLeft <= 0) {
            advance(at);
        }
        watts = state.watts * (1 + chance.noise(state == State.RUNNING ? 0.08 : 0.01));
    }

    private void advance(Instant at) {
        switch (state) {
            case OFF -> {
                if (Hours.isShift(at)) {
                    become(State.IDLE, chance.between(60, 300));
                }
            }
            case IDLE -> {
                if (Hours.isShift(at)) {
                    become(State.RUNNING, chance.between(85, 95));
                } else {
                    become(State.OFF, 0);
                }
            }
            case RUNNING -> {
                if (chance.below(PARTS_PER_ALARM) == 0) {
                    become(State.ALARM, chance.between(120, 900));
                } else {
                    cycles++;
                    become(State.IDLE, chance.between(15, 40));
                }
            }
            case ALARM -> become(State.IDLE, chance.between(30, 120));
        }
    }

    private void become(State next, double seconds) {
        state = next;
        secondsLeft = seconds;
    }

    @Override
    public double watts() {
        return watts;
    }

    @Override
    public List<Signal> show(Surroundings around) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("state", Value.of(state.word));
        fields.put("cycles", Value.of((double) cycles));
        fields.put("power", Rounded.to(10, Math.max(0, watts)));
        return List.of(new Signal.State("mill-1", fields));
    }
}
