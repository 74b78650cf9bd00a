package io.tidegate.devices.simulator;

import io.tidegate.observation.Symbology;
import java.util.ArrayList;
import java.util.List;

/** Codes that one scanner has read and not shown yet. Used by one thread. */
final class Beeps {

    /** A queue at a scanner is not longer; further ones are not scanned. */
    static final int MAX = 100;

    private final String device;
    private final List<Signal> waiting = new ArrayList<>();

    Beeps(String device) {
        this.device = device;
    }

    boolean haveRoomFor(int more) {
        return waiting.size() + more <= MAX;
    }

    void add(String data, Symbology symbology) {
        waiting.add(new Signal.Beep(device, data, symbology));
    }

    List<Signal> show() {
        List<Signal> shown = List.copyOf(waiting);
        waiting.clear();
        return shown;
    }
}
