package io.tidegate.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is different in another site file.
 *
 * @param profiles whether what is known of the fields is
 * @param atRestart sections that a running gateway cannot change
 */
public record SiteChange(Ids devices, Ids sinks, boolean profiles, List<String> atRestart) {

    /** Ids of devices or sinks. */
    public record Ids(List<String> added, List<String> changed, List<String> removed) {

        public boolean isEmpty() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
        }

        private static <C> Ids between(List<C> now, List<C> next, Function<C, String> id) {
            Map<String, C> left = new HashMap<>();
            now.forEach(each -> left.put(id.apply(each), each));
            List<String> added = new ArrayList<>();
            List<String> changed = new ArrayList<>();
            for (C each : next) {
                C before = left.remove(id.apply(each));
                if (before == null) {
                    added.add(id.apply(each));
                } else if (!before.equals(each)) {
                    changed.add(id.apply(each));
                }
            }
            List<String> removed =
                    now.stream().map(id).filter(left::containsKey).toList();
            return new Ids(List.copyOf(added), List.copyOf(changed), removed);
        }
    }

    public static SiteChange between(SiteFile now, SiteFile next) {
        List<String> atRestart = new ArrayList<>();
        addIfChanged("site", now.site(), next.site(), atRestart);
        addIfChanged("gateway", now.gateway(), next.gateway(), atRestart);
        addIfChanged("web", now.web(), next.web(), atRestart);
        addIfChanged("mqtt", now.mqtt(), next.mqtt(), atRestart);
        addIfChanged("history", now.history(), next.history(), atRestart);
        addIfChanged("stock", now.stock(), next.stock(), atRestart);
        return new SiteChange(
                Ids.between(now.devices(), next.devices(), device -> device.id().value()),
                Ids.between(now.sinks(), next.sinks(), SinkConfig::id),
                !now.profiles().equals(next.profiles()),
                List.copyOf(atRestart));
    }

    private static void addIfChanged(String section, Object now, Object next, List<String> changed) {
        if (!now.equals(next)) {
            changed.add(section);
        }
    }

    /** Whether the two are the same, in other words perhaps. */
    public boolean isEmpty() {
        return !isApplicable() && atRestart.isEmpty();
    }

    /** Whether there is something that a running gateway can change. */
    public boolean isApplicable() {
        return profiles || !devices.isEmpty() || !sinks.isEmpty();
    }
}
