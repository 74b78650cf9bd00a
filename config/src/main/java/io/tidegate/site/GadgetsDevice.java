package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gadgets of one make that publish to the site's broker, each of which becomes a device by its own name.
 *
 * @param prefix the levels of their topics before those that the make has chosen; empty for none
 * @param silentAfter a gadget that says nothing for so long does not answer; absent: only what it says itself counts
 * @param accept the names of the gadgets that are taken, or {@link #ALL}; empty: all
 * @param topics what is heard beside announcements, where those name any topic
 */
public record GadgetsDevice(
        DeviceId id,
        Family family,
        String prefix,
        Optional<Duration> silentAfter,
        List<String> accept,
        List<String> topics)
        implements DeviceConfig {

    static final String DRIVER = "gadgets";

    /** Instead of names. */
    public static final String ALL = "all";

    /** Topics of one entry. */
    private static final int TOPICS_MAX = 100;

    /** Names of one entry; a site with more takes all. */
    private static final int ACCEPTED_MAX = 500;

    private static final Scalar<Family> FAMILY = Scalars.oneOf(Family::word, List.of(Family.values()));
    private static final Scalar<Duration> SILENT_AFTER =
            Scalars.duration("2 h", Duration.ofSeconds(10), Duration.ofDays(30));

    /** A make, and how its gadgets speak. */
    public enum Family {
        ZIGBEE2MQTT("zigbee2mqtt", "zigbee2mqtt"),
        TASMOTA("tasmota", ""),
        SHELLY1("shelly1", "shellies"),
        SHELLY2("shelly2", ""),
        ESPHOME("esphome", ""),
        OPENMQTTGATEWAY("openmqttgateway", "home"),
        HOME_ASSISTANT("home-assistant", "homeassistant");

        private final String word;
        private final String prefix;

        Family(String word, String prefix) {
            this.word = word;
            this.prefix = prefix;
        }

        /** As the site file writes it. */
        public String word() {
            return word;
        }

        /** As the makers deliver them. */
        public String prefix() {
            return prefix;
        }
    }

    public GadgetsDevice {
        accept = List.copyOf(accept);
        topics = List.copyOf(topics);
    }

    static GadgetsDevice read(Mapping item, DeviceId id) {
        Family family = item.required("family", FAMILY);
        refuseMissing(item, family);
        return new GadgetsDevice(
                id,
                family,
                item.optional("prefix", Topics.prefix(), family.prefix()),
                item.maybe("silentAfter", SILENT_AFTER),
                item.values("accept", Scalars.text("freezer"), ACCEPTED_MAX),
                item.values("topics", Topics.filter(), TOPICS_MAX));
    }

    /** What announces itself may name any topic, so nothing of it is taken unasked. */
    private static void refuseMissing(Mapping item, Family family) {
        boolean announces = family == Family.HOME_ASSISTANT;
        if (announces && !item.has("accept")) {
            item.problem("accept", "is missing. Name the gadgets that are taken, or write 'accept: all'.");
        }
        if (announces && !item.has("topics")) {
            item.problem(
                    "topics", "is missing. List the topics at which they say what they measure, such as 'kitchen/#'.");
        }
        if (!announces && item.has("topics")) {
            item.problem("topics", "is for family: home-assistant. The topics of the others are known. Remove it.");
        }
    }

    public boolean accepts(String gadget) {
        return accept.isEmpty() || accept.contains(ALL) || accept.contains(gadget);
    }

    void show(YamlWriter yaml) {
        yaml.text("family", family.word());
        if (!prefix.isEmpty()) {
            yaml.text("prefix", prefix);
        }
        silentAfter.ifPresent(length -> yaml.bare("silentAfter", Quantities.text(length)));
        if (!accept.isEmpty()) {
            yaml.texts("accept", accept);
        }
        if (!topics.isEmpty()) {
            yaml.texts("topics", topics);
        }
    }

    @Override
    public String driver() {
        return DRIVER;
    }
}
