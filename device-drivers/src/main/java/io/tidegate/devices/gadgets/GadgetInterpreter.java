package io.tidegate.devices.gadgets;

import io.tidegate.devices.gadgets.Gadget.State;
import io.tidegate.devices.gadgets.Said.BridgePresence;
import io.tidegate.devices.gadgets.Said.Described;
import io.tidegate.devices.gadgets.Said.Presence;
import io.tidegate.devices.gadgets.Said.Unannounced;
import io.tidegate.devices.gadgets.Said.Unread;
import io.tidegate.devices.gadgets.Said.Values;
import io.tidegate.devices.gadgets.Said.WallClock;
import io.tidegate.driver.Broker.Message;
import io.tidegate.mqtt.Counts;
import io.tidegate.mqtt.Interpreter;
import io.tidegate.mqtt.Parking;
import io.tidegate.mqtt.Repeats;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Value;
import io.tidegate.site.GadgetsDevice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** Makes readings and faults of what the gadgets of one family say. No I/O. Used by one thread. */
final class GadgetInterpreter implements Interpreter {

    /** Beside a fault and when it is over: so that its past can be seen like that of any other field. */
    static final String ONLINE = "online";

    private final GadgetsDevice config;
    private final Family family;
    private final Surroundings surroundings;
    private final Counts counts;
    private final Roll roll;
    private final Faults faults;
    private final Repeats repeats = new Repeats();
    private boolean bridgeIsOffline;

    private List<Observation> seen = new ArrayList<>();
    private List<Parked> parked = new ArrayList<>();

    /**
     * What it needs around it.
     *
     * @param units hears of each device in which units its fields are
     */
    record Surroundings(Counts counts, BiConsumer<DeviceId, Map<String, String>> units, LongSupplier nanoTime) {}

    GadgetInterpreter(GadgetsDevice config, Surroundings surroundings) {
        this.config = config;
        this.family = Family.of(config);
        this.surroundings = surroundings;
        this.counts = surroundings.counts;
        this.roll = new Roll(config);
        this.faults = new Faults(config.silentAfter());
    }

    @Override
    public void take(Message message, Instant arrival) {
        boolean old = false;
        for (Said said : family.hear(message.topic(), message.payload())) {
            switch (said) {
                // What a broker kept was measured once; recording it would make it new at each start.
                case Values _, Unannounced _ when message.retained() -> old = true;
                case WallClock clock when message.retained() -> {}
                case Values values -> take(values, message, arrival);
                case Presence presence -> take(presence, message, arrival);
                case BridgePresence bridge -> take(bridge, arrival);
                case Described described -> take(described, message, arrival);
                case WallClock clock -> counts.judgeWallClock(clock.time(), arrival);
                case Unannounced _ -> park(message, arrival, unannounced());
                case Unread(String reason) -> park(message, arrival, reason);
            }
        }
        if (old) {
            counts.retained.increment();
        }
    }

    private void take(Values values, Message message, Instant arrival) {
        switch (roll.of(values.gadget(), surroundings.nanoTime.getAsLong())) {
            case Roll.Known(Gadget gadget) -> record(gadget, values, message, arrival);
            case Roll.Unusable(String reason) -> park(message, arrival, reason);
            case Roll.NotAccepted notAccepted -> {}
        }
    }

    private void record(Gadget gadget, Values values, Message message, Instant arrival) {
        gadget.heardNanos = surroundings.nanoTime.getAsLong();
        if (gadget.state.isFault() && values.fields().isEmpty()) {
            comeBack(gadget, arrival);
        }
        gadget.state = State.ONLINE;
        if (values.fields().isEmpty()) {
            return;
        }
        Instant at = values.time() == null ? arrival : counts.judged(values.time(), arrival);
        if (values.time() != null && repeats.isRepeat(gadget.id, at, message.payload(), message.resent())) {
            counts.repeats.increment();
            return;
        }
        seen.add(new Reading(gadget.id, at, values.fields()));
    }

    private void take(Presence presence, Message message, Instant arrival) {
        switch (roll.of(presence.gadget(), surroundings.nanoTime.getAsLong())) {
            case Roll.Known(Gadget gadget) -> {
                gadget.heardNanos = surroundings.nanoTime.getAsLong();
                if (!presence.online()) {
                    fail(gadget, State.OFFLINE, arrival);
                } else if (message.retained()) {
                    // It may have been said long ago; the next that it says itself is news.
                    gadget.state = gadget.state.isFault() ? gadget.state : State.ONLINE;
                } else {
                    comeBack(gadget, arrival);
                }
            }
            case Roll.Unusable(String reason) -> park(message, arrival, reason);
            case Roll.NotAccepted notAccepted -> {}
        }
    }

    private void take(BridgePresence bridge, Instant arrival) {
        bridgeIsOffline = !bridge.online();
        for (Gadget each : roll.gadgets()) {
            if (bridgeIsOffline) {
                fail(each, State.BEHIND_OFFLINE_BRIDGE, arrival);
            } else {
                // They have had no way to speak.
                each.heardNanos = surroundings.nanoTime.getAsLong();
            }
        }
    }

    private void take(Described described, Message message, Instant arrival) {
        switch (roll.of(described.gadget(), surroundings.nanoTime.getAsLong())) {
            case Roll.Known(Gadget gadget) -> {
                if (gadget.learn(described.units())) {
                    surroundings.units.accept(gadget.id, gadget.units());
                }
                if (bridgeIsOffline) {
                    fail(gadget, State.BEHIND_OFFLINE_BRIDGE, arrival);
                }
            }
            case Roll.Unusable(String reason) -> park(message, arrival, reason);
            case Roll.NotAccepted notAccepted -> {}
        }
    }

    private void fail(Gadget gadget, State state, Instant at) {
        if (gadget.state != state) {
            gadget.state = state;
            gadget.faultNanos = surroundings.nanoTime.getAsLong();
            seen.add(new Reading(gadget.id, at, Map.of(ONLINE, Value.of(false))));
            seen.add(faults.of(gadget, at));
        }
    }

    private void comeBack(Gadget gadget, Instant at) {
        if (gadget.state != State.ONLINE) {
            gadget.state = State.ONLINE;
            seen.add(new Reading(gadget.id, at, Map.of(ONLINE, Value.of(true))));
        }
    }

    @Override
    public void look(long nanos, Instant now) {
        for (Gadget each : roll.gadgets()) {
            if (!each.state.isFault() && faults.isSilent(each, nanos)) {
                fail(each, State.SILENT, now);
            } else if (each.state.isFault() && faults.isDue(each, nanos)) {
                each.faultNanos = nanos;
                seen.add(faults.of(each, now));
            }
        }
    }

    private static String unannounced() {
        return "No accepted gadget has announced itself yet, so nobody knows what this is. Check 'accept' and 'topics' in"
                + " the site file.";
    }

    private void park(Message message, Instant arrival, String reason) {
        counts.parked.increment();
        parked.add(Parking.parked(config.id(), message, arrival, reason));
    }

    @Override
    public Batch batch() {
        Batch batch = new Batch(seen, parked);
        seen = new ArrayList<>();
        parked = new ArrayList<>();
        return batch;
    }
}
