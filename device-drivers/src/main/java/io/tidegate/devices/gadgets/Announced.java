package io.tidegate.devices.gadgets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one of Home Assistant's discovery messages announces, of either form: one part of a gadget at {@code
 * homeassistant/sensor/NODE/OBJECT/config}, or all of them at {@code homeassistant/device/ID/config}. Immutable.
 *
 * @param gadget its name
 * @param complaint what of it is not understood; empty when all is
 */
record Announced(String gadget, List<Part> parts, List<Availability> availabilities, String complaint) {

    /** Of one gadget; more are left out. */
    static final int PARTS_MAX = 128;

    private static final int TOPIC_LENGTH_MAX = 512;

    /** The platforms that have a state worth a field. */
    private static final Set<String> PLATFORMS = Set.of(
            "sensor", "binary_sensor", "switch", "number", "select", "light", "fan", "cover", "lock", "text", "event");

    /**
     * A field of it.
     *
     * @param on the payload that means yes; empty for a part that has no such word
     */
    record Part(String field, String topic, Template template, Optional<Json> on, Optional<String> unit) {}

    /** Where it says whether it is there. */
    record Availability(String topic, Template template, String there, String away) {}

    /** @param levels of the topic between the prefix and {@code config} */
    static Announced read(List<String> levels, Json config) {
        Json device = config.at("device", "dev");
        String platform = levels.getFirst();
        String object = levels.getLast();
        String node = levels.size() == 3 ? levels.get(1) : "";
        Reading reading = new Reading(config.at("~").text().orElse(""));
        Map<String, Json> components = config.at("components", "cmps").members();
        if (platform.equals("device")) {
            components.forEach((key, component) -> reading.part(
                    component.at("platform", "p").text().orElse(""), stripped(key, object), component, config));
        } else {
            reading.part(platform, stripped(object, node), config, config);
        }
        reading.availability(config);
        return new Announced(
                name(device, node.isEmpty() ? object : node),
                List.copyOf(reading.parts),
                List.copyOf(reading.availabilities),
                reading.complaint);
    }

    private static String name(Json device, String otherwise) {
        Json ids = device.at("identifiers", "ids");
        return device.at("name")
                .text()
                .or(ids::text)
                .or(() -> ids.items().stream().flatMap(id -> id.text().stream()).findFirst())
                .orElse(otherwise);
    }

    /** Many put the gadget's own id before the name of each of its parts. */
    private static String stripped(String object, String id) {
        boolean isLed = !id.isEmpty() && object.startsWith(id) && object.length() > id.length() + 1;
        String rest = isLed ? object.substring(id.length() + 1) : object;
        int dash = rest.indexOf('-');
        // OpenMQTTGateway has no node: A4C138123456-tempc
        return !isLed && dash > 0 && rest.substring(0, dash).matches("[0-9A-F]{12}") ? rest.substring(dash + 1) : rest;
    }

    /** While it is read. */
    private static final class Reading {

        private final String base;
        private final List<Part> parts = new ArrayList<>();
        private final List<Availability> availabilities = new ArrayList<>();
        private String complaint = "";

        Reading(String base) {
            this.base = base;
        }

        /** @param shared what all parts of a gadget have in common */
        void part(String platform, String field, Json part, Json shared) {
            Optional<String> topic = part.at("state_topic", "stat_t")
                    .text()
                    .or(() -> shared.at("state_topic", "stat_t").text())
                    .map(this::whole);
            if (!PLATFORMS.contains(platform) || topic.isEmpty() || parts.size() >= PARTS_MAX) {
                return;
            }
            Optional<String> written = part.at("value_template", "val_tpl").text();
            Optional<Template> template = written.map(Template::of).orElse(Optional.of(Template.WHOLE));
            if (template.isEmpty()) {
                complaint = written.orElse("");
                return;
            }
            boolean isFlag = platform.equals("binary_sensor") || platform.equals("switch");
            Json on = part.at("state_on", "stat_on");
            Json yes = on.isThere() ? on : part.at("payload_on", "pl_on");
            parts.add(new Part(
                    field,
                    topic.get(),
                    template.get(),
                    isFlag && yes.isThere() ? Optional.of(yes) : Optional.empty(),
                    part.at("unit_of_measurement", "unit_of_meas").text().map(Vocabulary::unit)));
        }

        void availability(Json config) {
            config.at("availability_topic", "avty_t")
                    .text()
                    .ifPresent(topic -> availability(topic, config, config.at("availability_template", "avty_tpl")));
            for (Json each : config.at("availability", "avty").items()) {
                each.at("topic", "t")
                        .text()
                        .ifPresent(topic -> availability(topic, each, each.at("value_template", "val_tpl")));
            }
        }

        private void availability(String topic, Json where, Json template) {
            Optional<Template> understood = template.text().map(Template::of).orElse(Optional.of(Template.WHOLE));
            if (understood.isPresent() && availabilities.size() < PARTS_MAX) {
                availabilities.add(new Availability(
                        whole(topic),
                        understood.get(),
                        where.at("payload_available", "pl_avail").text().orElse("online"),
                        where.at("payload_not_available", "pl_not_avail").text().orElse("offline")));
            }
        }

        /** {@code ~} stands for the base. */
        private String whole(String topic) {
            String whole = topic.startsWith("~")
                    ? base + topic.substring(1)
                    : topic.endsWith("~") ? topic.substring(0, topic.length() - 1) + base : topic;
            return whole.length() > TOPIC_LENGTH_MAX ? "" : whole;
        }
    }
}
