package io.tidegate.devices.gpio;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProviderImpl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pi4J's own stand-in for pins that are driven, with what a board has besides: a level outlives the program that drove it,
 * as on a Raspberry Pi. Safe from any thread.
 */
final class OutputBoard extends MockDigitalOutputProviderImpl {

    private boolean there = true;
    private int brokenPin = -1;
    private final Map<Integer, Boolean> levels = new HashMap<>();
    private final Map<Integer, List<Boolean>> past = new HashMap<>();
    private boolean mistake;
    private int open;

    @Override
    public synchronized DigitalOutput create(DigitalOutputConfig config) {
        check(config.address());
        MockDigitalOutput output = new MockDigitalOutput(this, config) {
            @Override
            public DigitalOutput state(DigitalState state) {
                put(config.address(), state.isHigh());
                return super.state(state);
            }

            @Override
            public DigitalOutput shutdown(Context context) {
                synchronized (OutputBoard.this) {
                    open--;
                }
                return super.shutdown(context);
            }
        };
        context.registry().add(output);
        open++;
        return output;
    }

    private synchronized void check(int pin) {
        if (!there || pin == brokenPin) {
            throw new Pi4JException("c_gpiod_line_set_value failed");
        }
    }

    private synchronized void put(int pin, boolean high) {
        check(pin);
        if (mistake) {
            mistake = false;
            throw new UnsupportedOperationException("a mistake");
        }
        if (!Optional.of(high).equals(Optional.ofNullable(levels.put(pin, high)))) {
            past.computeIfAbsent(pin, _ -> new ArrayList<>()).add(high);
        }
    }

    /** As a program left it that was killed. */
    synchronized void leave(int pin, boolean high) {
        levels.put(pin, high);
    }

    synchronized boolean isHigh(int pin) {
        return Optional.ofNullable(levels.get(pin)).orElseThrow();
    }

    /** Each level that the pin was driven to. */
    synchronized List<Boolean> past(int pin) {
        return List.copyOf(past.getOrDefault(pin, List.of()));
    }

    /** Pins that somebody holds. */
    synchronized int open() {
        return open;
    }

    synchronized void takeAway() {
        there = false;
    }

    synchronized void putBack() {
        there = true;
    }

    /** Once. */
    synchronized void mistake() {
        mistake = true;
    }

    synchronized void breakPin(int pin) {
        brokenPin = pin;
    }
}
