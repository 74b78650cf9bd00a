package io.tidegate.devices.gadgets;

import io.tidegate.driver.Proposal;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.GadgetsDevice;
import io.tidegate.site.GadgetsDevice.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the broker keeps of gadgets that the site file does not have: it proposes entries for them, and takes nothing. No
 * I/O. Used by one thread.
 */
public final class Discoveries {

    /** Of one entry. */
    private static final int GADGETS_MAX = 500;

    /** As long as the site file takes it. */
    private static final int NAME_LENGTH_MAX = 1024;

    /** Written out one by one; of more, what stands before their first slash is proposed with all below it. */
    private static final int TOPICS_SPELLED_MAX = 6;

    /** As many as an entry takes. */
    private static final int TOPICS_MAX = 100;

    /** Entries of the same family, by their prefix. */
    private record Kind(Family family, String prefix) {}

    private final Map<Kind, Set<String>> found =
            new TreeMap<>(Comparator.comparing(Kind::family).thenComparing(Kind::prefix));

    /** Of what announces itself. */
    private final Set<String> announcedTopics = new TreeSet<>();

    /** The broker's topics to look at; nowhere everything. */
    public static List<String> filters() {
        return List.of(
                "+/bridge/devices",
                "tasmota/discovery/+/config",
                "+/online",
                "+/+/online",
                "+/+/LWT",
                "homeassistant/+/+/config",
                "homeassistant/+/+/+/config");
    }

    /** Takes one message that the broker keeps. */
    public void take(String topic, byte[] payload) {
        List<String> levels = List.of(topic.split("/", -1));
        String last = levels.getLast();
        if (payload.length == 0) {
            return;
        }
        if (topic.endsWith("/bridge/devices")) {
            bridge(levels.getFirst(), payload);
        } else if (topic.startsWith("tasmota/discovery/")) {
            tasmota(Json.read(payload));
        } else if (last.equals("online")) {
            shelly(levels);
        } else if (last.equals("LWT") && levels.getFirst().equals(Family.OPENMQTTGATEWAY.prefix())) {
            add(Family.OPENMQTTGATEWAY, levels.getFirst(), levels.get(1));
        } else if (last.equals("config")) {
            announced(levels.subList(1, levels.size() - 1), Json.read(payload));
        }
    }

    private void bridge(String prefix, byte[] payload) {
        new Zigbee2Mqtt(new Topics(prefix))
                .hear(prefix + "/bridge/devices", payload)
                .forEach(said -> {
                    if (said instanceof Said.Described described) {
                        add(Family.ZIGBEE2MQTT, prefix, described.gadget());
                    }
                });
    }

    /** {@code {"t":"tasmota_23AEFF","ft":"%prefix%/%topic%/",...}} */
    private void tasmota(Json said) {
        Optional<String> name = said.at("t").text();
        String topic = said.at("ft").text().orElse("");
        int first = topic.indexOf('%');
        if (name.isPresent() && first >= 0) {
            String before = topic.substring(0, first);
            add(Family.TASMOTA, before.endsWith("/") ? before.substring(0, before.length() - 1) : before, name.get());
        }
    }

    /** {@code shellies/ID/online}, {@code ID/online}, or {@code PREFIX/ID/online}. */
    private void shelly(List<String> levels) {
        String name = levels.get(levels.size() - 2);
        String prefix = levels.size() == 3 ? levels.getFirst() : "";
        if (prefix.equals(Family.SHELLY1.prefix())) {
            add(Family.SHELLY1, prefix, name);
        } else if (name.startsWith("shelly")) {
            add(Family.SHELLY2, prefix, name);
        }
    }

    private void announced(List<String> levels, Json said) {
        if (said instanceof Json.Broken) {
            return;
        }
        Announced announced = Announced.read(levels, said);
        if (announced.parts().isEmpty() || announced.parts().stream().allMatch(part -> hasItsOwnFamily(part.topic()))) {
            return;
        }
        add(Family.HOME_ASSISTANT, Family.HOME_ASSISTANT.prefix(), announced.gadget());
        announced.parts().forEach(part -> topic(part.topic()));
        announced.availabilities().forEach(availability -> topic(availability.topic()));
    }

    private void topic(String topic) {
        if (!topic.isEmpty() && announcedTopics.size() < 4 * GADGETS_MAX) {
            announcedTopics.add(topic);
        }
    }

    /** These announce themselves as well, and are better read by those who know them. */
    private static boolean hasItsOwnFamily(String topic) {
        return topic.startsWith("zigbee2mqtt/")
                || topic.startsWith("tele/")
                || topic.startsWith("stat/")
                || topic.startsWith("shellies/")
                || topic.contains("/BTtoMQTT/");
    }

    private void add(Family family, String prefix, String name) {
        Set<String> names = found.computeIfAbsent(new Kind(family, prefix), _ -> new TreeSet<>());
        if (names.size() < GADGETS_MAX && !name.isEmpty() && name.length() <= NAME_LENGTH_MAX) {
            names.add(name);
        }
    }

    /** @param present the site's devices: what they read already is not proposed, and their ids are taken */
    public List<Proposal> proposals(List<DeviceConfig> present) {
        Set<String> ids = new TreeSet<>();
        present.forEach(each -> ids.add(each.id().value()));
        List<Proposal> proposals = new ArrayList<>();
        found.forEach((kind, names) -> {
            List<String> missing = names.stream()
                    .filter(name -> !isPresent(kind, name, present))
                    .toList();
            boolean announces = kind.family == Family.HOME_ASSISTANT;
            if (!missing.isEmpty()) {
                GadgetsDevice entry = new GadgetsDevice(
                        free(kind.family.word(), ids),
                        kind.family,
                        kind.prefix,
                        Optional.empty(),
                        announces ? missing : List.of(),
                        announces ? topics() : List.of());
                proposals.add(new Proposal(entry, missing));
            }
        });
        return proposals;
    }

    private static boolean isPresent(Kind kind, String name, List<DeviceConfig> present) {
        return present.stream()
                .anyMatch(each -> each instanceof GadgetsDevice gadgets
                        && gadgets.family() == kind.family
                        && gadgets.prefix().equals(kind.prefix)
                        && gadgets.accepts(name));
    }

    private static DeviceId free(String word, Set<String> taken) {
        String id = word;
        for (int number = 2; !taken.add(id); number++) {
            id = word + '-' + number;
        }
        return new DeviceId(id);
    }

    private List<String> topics() {
        if (announcedTopics.size() <= TOPICS_SPELLED_MAX) {
            return List.copyOf(announcedTopics);
        }
        return announcedTopics.stream()
                .map(topic -> topic.indexOf('/') <= 0 ? topic : topic.substring(0, topic.indexOf('/')) + "/#")
                .distinct()
                .limit(TOPICS_MAX)
                .toList();
    }
}
