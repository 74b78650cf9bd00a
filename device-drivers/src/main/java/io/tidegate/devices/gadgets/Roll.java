package io.tidegate.devices.gadgets;

import io.tidegate.observation.DeviceId;
import io.tidegate.site.GadgetsDevice;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The gadgets of one entry of the site file, by name and by device id. Used by its device thread.
 *
 * <p>Of two names with the same id one is taken, always the same: the one that is the id, else the first by alphabet.
 */
final class Roll {

    /** More than a site has; a name that changes with each message must not fill box and pages. */
    static final int GADGETS_MAX = 1_000;

    /** Names that were turned away and are remembered, so that each is looked at once. */
    private static final int REFUSED_MAX = 1_000;

    /** As long as a topic, or a name in the site file. A longer one is not remembered, and not shown in full. */
    private static final int NAME_LENGTH_MAX = 1024;

    private static final int NAME_SHOWN_MAX = 64;

    private final GadgetsDevice config;
    private final Map<String, Entry> byName = new HashMap<>();
    private final Map<DeviceId, Gadget> byId = new HashMap<>();
    private int refused;

    /** What a name stands for. */
    sealed interface Entry {}

    record Known(Gadget gadget) implements Entry {}

    /** Not in the site file. */
    record NotAccepted() implements Entry {}

    /** It cannot be a device. The reason is for the installer. */
    record Unusable(String reason) implements Entry {}

    Roll(GadgetsDevice config) {
        this.config = config;
    }

    Entry of(String name, long nowNanos) {
        if (name.length() > NAME_LENGTH_MAX) {
            return noId(name.substring(0, NAME_SHOWN_MAX) + "...");
        }
        Entry known = byName.get(name);
        if (known != null) {
            return known;
        }
        Entry found = resolve(name, nowNanos);
        if (found instanceof Known) {
            byName.put(name, found);
        } else if (refused < REFUSED_MAX) {
            refused++;
            byName.put(name, found);
        }
        return found;
    }

    private Entry resolve(String name, long nowNanos) {
        if (!config.accepts(name)) {
            return new NotAccepted();
        }
        DeviceId id = GadgetName.id(name).orElse(null);
        if (id == null) {
            return noId(name);
        }
        Gadget holder = byId.get(id);
        if (holder == null) {
            return byId.size() < GADGETS_MAX
                    ? known(name, id, nowNanos)
                    : new Unusable("There are " + GADGETS_MAX
                            + " gadgets already, and no more are taken. Look for a name" + " that changes.");
        }
        if (name.equals(id.value()) || (!holder.name.equals(id.value()) && name.compareTo(holder.name) < 0)) {
            byName.put(holder.name, sameId(holder.name, name, id));
            return known(name, id, nowNanos);
        }
        return sameId(name, holder.name, id);
    }

    private Known known(String name, DeviceId id, long nowNanos) {
        Gadget gadget = new Gadget(name, id, nowNanos);
        byId.put(id, gadget);
        return new Known(gadget);
    }

    private static Unusable noId(String name) {
        return new Unusable("'" + name + "' gives no device id. Name the gadget with 1 to " + DeviceId.LENGTH_MAX
                + " letters and digits.");
    }

    private static Unusable sameId(String name, String holder, DeviceId id) {
        return new Unusable("'" + name + "' would be the device '" + id + "', which '" + holder
                + "' is already. Rename one of them.");
    }

    Collection<Gadget> gadgets() {
        return byId.values();
    }
}
