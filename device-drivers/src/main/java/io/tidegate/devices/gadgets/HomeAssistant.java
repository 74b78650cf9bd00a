package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.devices.gadgets.Announced.Availability;
import io.tidegate.devices.gadgets.Announced.Part;
import io.tidegate.devices.gadgets.Said.Described;
import io.tidegate.devices.gadgets.Said.Presence;
import io.tidegate.devices.gadgets.Said.Unannounced;
import io.tidegate.devices.gadgets.Said.Unread;
import io.tidegate.observation.Value;
import io.tidegate.site.GadgetsDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whatever announces itself to Home Assistant: the announcements, which the broker keeps, say what stands where. Of the
 * topics that they name, those are heard that the site file has. Used by one thread.
 */
final class HomeAssistant implements Family {

    /** Announcements of accepted gadgets; a further one is told. */
    static final int ANNOUNCEMENTS_MAX = 2_000;

    /** Of all accepted announcements together, as they are kept; a further one is told. A part of a gadget has half a KiB. */
    static final long BYTES_MAX = 512L * 1024;

    private static final int PART_BYTES = 400;

    private final Topics announcements;
    private final GadgetsDevice config;
    private final Map<String, Announced> announced = new LinkedHashMap<>();

    /** Who is to be looked at when a topic says something. */
    private final Map<String, Set<Announced>> byTopic = new HashMap<>();

    /** Of each gadget the topics that say that it is away: it is there when none does. */
    private final Map<String, Set<String>> away = new HashMap<>();

    private long bytes;

    HomeAssistant(Topics announcements, GadgetsDevice config) {
        this.announcements = announcements;
        this.config = config;
    }

    @Override
    public List<String> filters() {
        List<String> filters = new ArrayList<>(announcements.filters("+/+/config", "+/+/+/config"));
        filters.addAll(config.topics());
        return filters;
    }

    @Override
    public List<Said> hear(String topic, byte[] payload) {
        List<String> levels = announcements.levels(topic);
        boolean isAnnouncement =
                (levels.size() == 3 || levels.size() == 4) && levels.getLast().equals("config");
        return isAnnouncement ? announce(topic, levels.subList(0, levels.size() - 1), payload) : state(topic, payload);
    }

    private List<Said> announce(String topic, List<String> levels, byte[] payload) {
        Optional<String> before = forget(topic);
        List<Said> said = new ArrayList<>(announced(topic, levels, payload));
        // Also of one that another gadget has now, or nobody.
        before.ifPresent(gadget -> recount(gadget, said));
        return said;
    }

    private List<Said> announced(String topic, List<String> levels, byte[] payload) {
        if (payload.length == 0) {
            return List.of();
        }
        Json said = Json.read(payload);
        if (said instanceof Json.Broken(String reason)) {
            return List.of(new Unread(reason));
        }
        Announced found = Announced.read(levels, said);
        if (!config.accepts(found.gadget())) {
            return List.of();
        }
        if (announced.size() >= ANNOUNCEMENTS_MAX || bytes + bytes(found) > BYTES_MAX) {
            return List.of(new Unread(
                    "There are " + announced.size() + " announcements already, and no more are read. Accept fewer."));
        }
        announced.put(topic, found);
        bytes += bytes(found);
        topics(found)
                .forEach(each ->
                        byTopic.computeIfAbsent(each, _ -> new HashSet<>()).add(found));
        return described(found);
    }

    private List<Said> described(Announced found) {
        List<Said> said = new ArrayList<>();
        Map<String, String> units = new LinkedHashMap<>();
        found.parts().forEach(part -> part.unit().ifPresent(unit -> units.put(part.field(), unit)));
        said.add(new Described(found.gadget(), units));
        topics(found).stream()
                .filter(each -> config.topics().stream().noneMatch(filter -> Topics.matches(filter, each)))
                .findFirst()
                .ifPresent(unheard -> said.add(new Unread("'" + found.gadget() + "' says what it measures at '"
                        + unheard + "', which nobody hears. Add it to 'topics' in the site file.")));
        if (!found.complaint().isEmpty()) {
            said.add(new Unread("The template " + found.complaint()
                    + " is not understood. Read that value by an entry with 'driver: mqtt'."));
        }
        return said;
    }

    private static Set<String> topics(Announced found) {
        Set<String> topics = new HashSet<>();
        found.parts().forEach(part -> topics.add(part.topic()));
        found.availabilities().forEach(availability -> topics.add(availability.topic()));
        return topics;
    }

    /** All that it says, and what holds it. */
    private static long bytes(Announced found) {
        int places = found.parts().size() + found.availabilities().size();
        return (long) Character.BYTES * found.toString().length() + (long) PART_BYTES * (places + 1);
    }

    /** A topic that is no longer announced does not say that the gadget is away. */
    private void recount(String gadget, List<Said> said) {
        Set<String> sayers = away.getOrDefault(gadget, Set.of());
        if (sayers.isEmpty()) {
            return;
        }
        List<Announced> parts = announced.values().stream()
                .filter(each -> each.gadget().equals(gadget))
                .toList();
        sayers.retainAll(parts.stream()
                .flatMap(each -> each.availabilities().stream())
                .map(Availability::topic)
                .toList());
        if (sayers.isEmpty() && !parts.isEmpty()) {
            said.add(new Presence(gadget, true));
        }
    }

    /** Whose it was. */
    private Optional<String> forget(String topic) {
        Announced gone = announced.remove(topic);
        if (gone != null) {
            bytes -= bytes(gone);
            for (String each : topics(gone)) {
                Set<Announced> there = byTopic.getOrDefault(each, new HashSet<>());
                there.remove(gone);
                if (there.isEmpty()) {
                    byTopic.remove(each);
                }
            }
        }
        return Optional.ofNullable(gone).map(Announced::gadget);
    }

    private List<Said> state(String topic, byte[] payload) {
        if (announced.isEmpty()) {
            // After a start an existing broker first sends what has piled up, and then what it keeps.
            return List.of(new Unannounced());
        }
        Set<Announced> concerned = byTopic.get(topic);
        if (concerned == null || payload.length == 0) {
            return List.of();
        }
        State state = new State(payload);
        List<Said> said = new ArrayList<>();
        // All that one message says of a gadget is one reading.
        Map<String, Fields> byGadget = new LinkedHashMap<>();
        for (Announced each : concerned) {
            presence(topic, each, state, said);
            for (Part part : each.parts()) {
                if (part.topic().equals(topic)) {
                    Fields fields = byGadget.computeIfAbsent(each.gadget(), _ -> new Fields());
                    state.field(part, fields);
                }
            }
        }
        byGadget.forEach((gadget, fields) -> {
            if (!fields.isEmpty()) {
                said.addAll(fields.of(gadget, null));
            }
        });
        return said;
    }

    private void presence(String topic, Announced gadget, State state, List<Said> said) {
        for (Availability each : gadget.availabilities()) {
            Optional<String> word = each.topic().equals(topic) ? state.word(each.template()) : Optional.empty();
            if (word.isEmpty()) {
                continue;
            }
            Set<String> sayers = away.computeIfAbsent(gadget.gadget(), _ -> new HashSet<>());
            if (word.get().equals(each.away())) {
                sayers.add(topic);
            } else if (word.get().equals(each.there())) {
                sayers.remove(topic);
            } else {
                continue;
            }
            Presence now = new Presence(gadget.gadget(), sayers.isEmpty());
            if (!said.contains(now)) {
                said.add(now);
            }
        }
    }

    /** One message, read as JSON when somebody asks for that. */
    private static final class State {

        private final byte[] payload;
        private Json json = Json.Nothing.NOTHING;
        private boolean isRead;

        State(byte[] payload) {
            this.payload = payload;
        }

        private Json at(Template template) {
            if (template.isWhole()) {
                return Vocabulary.bare(new String(payload, UTF_8));
            }
            if (!isRead) {
                json = Json.read(payload);
                isRead = true;
            }
            return template.in(json);
        }

        Optional<String> word(Template template) {
            return at(template).text();
        }

        void field(Part part, Fields fields) {
            Json found = at(part.template());
            if (!found.isThere()) {
                return;
            }
            if (part.on().isPresent() && found instanceof Json.Leaf) {
                fields.put(
                        part.field(),
                        Value.of(Vocabulary.isSame(found, part.on().get())));
            } else {
                fields.all(part.field(), found);
            }
        }
    }
}
