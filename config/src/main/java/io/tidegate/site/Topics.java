package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Topics with named parts, such as {@code floor/{device}/{metric}}. Safe from any thread. */
final class Topics {

    /** MQTT allows 65,535 bytes; nobody types that. */
    private static final int LENGTH_MAX = 1024;

    /** As for a device's id: three such levels and what stands between them. */
    private static final int LEVEL_LENGTH_MAX = DeviceId.LENGTH_MAX;

    private static final Pattern PART = Pattern.compile("\\{([^{}/]*)}");
    private static final List<String> DEVICE_PARTS = List.of("device", "metric");
    private static final List<String> PARTS_OF_SUBJECT = List.of("site", "gateway", "kind", "device");
    private static final List<String> PARTS_OF_PLACE = List.of("site", "gateway");
    private static final List<String> SINK_PARTS = List.of("site", "gateway", "kind");

    private Topics() {}

    /** Where devices publish: {@code {device}} once, {@code {metric}} at most once, {@code +} and a last {@code #}. */
    static Scalar<String> heard() {
        return topic("floor/{device}/{metric}", text -> {
            levelsOf(text, DEVICE_PARTS, true);
            needsDevice(text);
        });
    }

    /** What to hear: {@code +} for any level and {@code #} for any rest, but not everything. */
    static Scalar<String> filter() {
        return topic("kitchen/#", text -> {
            levelsOf(text, List.of(), true);
            if (text.startsWith("#") || text.startsWith("+/#") || text.equals("+")) {
                throw new Unfit("'" + text + "' is everything. Begin with the first level, such as kitchen/#.");
            }
        });
    }

    /** The first levels of topics. */
    static Scalar<String> prefix() {
        return topic("zigbee2mqtt", text -> {
            if (text.matches("(?s).*[+#{}].*") || text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
                throw new Unfit(
                        "'" + text + "' is no beginning of a topic. Write its levels as they are, without + # {}"
                                + " and without a slash at the ends, such as zigbee2mqtt.");
            }
        });
    }

    /** Where a simulator publishes: as {@link #heard}, without wildcards. */
    static Scalar<String> spoken() {
        return topic("floor/{device}/{metric}", text -> {
            levelsOf(text, DEVICE_PARTS, false);
            needsDevice(text);
        });
    }

    /** Where a sink publishes. */
    static Scalar<String> sent() {
        return topic("tidegate/{site}/{gateway}/{kind}", text -> {
            levelsOf(text, SINK_PARTS, false);
            for (String part : SINK_PARTS) {
                onceAtMost(text, part);
            }
        });
    }

    /** Where a sink hears. */
    static Scalar<String> asked() {
        return topic("tidegate/{site}/{gateway}/commands", text -> levelsOf(text, PARTS_OF_PLACE, false));
    }

    /** Where a sink publishes in NATS, whose subjects are tokens with dots between them. */
    static Scalar<String> subject() {
        return topic("tidegate.{site}.{gateway}.{kind}", text -> {
            for (String part : PARTS_OF_SUBJECT) {
                onceAtMost(text, part);
            }
            known(text, PARTS_OF_SUBJECT);
            for (String token : text.split("\\.", -1)) {
                if (!token.matches("(\\{\\w+}|[!#%-)+-=?-z|~])++")) {
                    throw new Unfit("'" + token + "' is no token of a subject. Write tokens with dots between them, of"
                            + " letters, digits, - and _, such as tidegate.{site}.{gateway}.{kind}.");
                }
            }
        });
    }

    /** The name of a topic of Kafka, at most 249 characters with its parts filled in. */
    static Scalar<String> ofKafka() {
        return topic("tidegate.{kind}", text -> {
            known(text, SINK_PARTS);
            for (String part : SINK_PARTS) {
                onceAtMost(text, part);
            }
            if (!text.matches("(\\{\\w+}|[A-Za-z0-9._-]){1,64}+")) {
                throw new Unfit("'" + text + "' is no name of a topic. Use letters, digits, '.', '_' and '-', such as"
                        + " tidegate.{kind}.");
            }
        });
    }

    /** The name of a stream of NATS JetStream. */
    static Scalar<String> stream() {
        return topic("TIDEGATE", text -> {
            if (!text.matches("[A-Za-z0-9_-]{1,255}")) {
                throw new Unfit(
                        "'" + text + "' is no name of a stream. Use letters, digits, - and _, such as TIDEGATE.");
            }
        });
    }

    /** One level, which others put their own before and behind. */
    static Scalar<String> level(String example) {
        return topic(example, text -> {
            if (text.matches("(?s).*[+#/].*") || text.length() > LEVEL_LENGTH_MAX) {
                throw new Unfit("'" + text + "' is no level of a topic. Use 1 to " + LEVEL_LENGTH_MAX
                        + " characters without + / #, such as " + example + ".");
            }
        });
    }

    private interface Check {
        void on(String text) throws Unfit;
    }

    private static Scalar<String> topic(String example, Check check) {
        return new Scalar<>(Scalar.Type.TEXT, example, example, text -> {
            if (text.length() > LENGTH_MAX || text.indexOf('\0') >= 0) {
                throw new Unfit("is no topic: use 1 to " + LENGTH_MAX + " characters, such as " + example + ".");
            }
            check.on(text);
            return text;
        });
    }

    private static void needsDevice(String text) throws Unfit {
        if (!text.contains("{device}")) {
            throw new Unfit("does not say which device is meant. Put {device} where the topic names it, such as"
                    + " floor/{device}/{metric}.");
        }
        onceAtMost(text, "device");
        onceAtMost(text, "metric");
    }

    private static void onceAtMost(String text, String part) throws Unfit {
        String whole = "{" + part + "}";
        if (text.indexOf(whole) != text.lastIndexOf(whole)) {
            throw new Unfit("names " + whole + " twice. Once is enough.");
        }
    }

    /** Refuses what stands in braces and is none of these. */
    static void known(String text, List<String> parts) throws Unfit {
        Matcher part = PART.matcher(text);
        while (part.find()) {
            if (!parts.contains(part.group(1))) {
                throw new Unfit("{" + part.group(1) + "} is not known here. "
                        + Nearest.hint(part.group(1), parts).replaceAll("'(\\w+)'", "{$1}"));
            }
        }
    }

    private static void levelsOf(String text, List<String> parts, boolean wildcards) throws Unfit {
        known(text, parts);
        String[] levels = text.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean last = i == levels.length - 1;
            if (!wildcards && (levels[i].contains("+") || levels[i].contains("#"))) {
                throw new Unfit("nobody can publish to a topic with + or #. Write it out.");
            }
            if (wildcards ? !isHeard(levels[i], last) : !isSpoken(levels[i])) {
                throw new Unfit("'" + levels[i] + "' is no level of a topic. {device}, {metric} and + fill a whole"
                        + " level, and # only the last.");
            }
        }
    }

    private static boolean isHeard(String level, boolean last) {
        return level.equals("+") || (level.equals("#") && last) || level.matches("\\{\\w+}|[^+#{}]*");
    }

    private static boolean isSpoken(String level) {
        return level.matches("(\\{\\w+}|[^{}])*+");
    }
}
