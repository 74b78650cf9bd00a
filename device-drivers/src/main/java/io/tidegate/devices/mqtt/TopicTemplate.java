package io.tidegate.devices.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic with named levels, such as {@code floor/{device}/{metric}}: which messages to ask for, and what their topics
 * tell. Immutable.
 *
 * <p>A level is {@code {device}}, {@code {metric}}, {@code +} (any), or taken literally; the last one may be {@code #}
 * (any rest, also none).
 */
public final class TopicTemplate {

    /** MQTT 5.0 section 1.5.4: a string has at most so many bytes. */
    static final int LENGTH_MAX = 65_535;

    private sealed interface Level {}

    private record Literal(String text) implements Level {}

    private enum Wild implements Level {
        DEVICE,
        METRIC,
        ANY,
        REST
    }

    /**
     * What a topic tells.
     *
     * @param device the name in place of {@code {device}}; null when the template has none
     * @param metric the name in place of {@code {metric}}, else what {@code #} stands for, joined with dots; null when
     *     the template has neither
     */
    public record Match(@Nullable String device, @Nullable String metric) {}

    private final String template;
    private final List<Level> levels;

    private TopicTemplate(String template, List<Level> levels) {
        this.template = template;
        this.levels = List.copyOf(levels);
    }

    /** @throws IllegalArgumentException when it is no template; the message says what is wrong */
    public static TopicTemplate of(String template) {
        if (template.isEmpty() || template.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("a topic has 1 to " + LENGTH_MAX + " characters");
        }
        List<Level> levels = new ArrayList<>();
        for (int start = 0; start <= template.length(); ) {
            int end = endOfLevel(template, start);
            Level level = level(template.substring(start, end));
            if (levels.contains(Wild.REST)) {
                throw new IllegalArgumentException("'" + template + "': '#' stands only at the end");
            }
            if ((level == Wild.DEVICE || level == Wild.METRIC) && levels.contains(level)) {
                throw new IllegalArgumentException(
                        "'" + template + "': " + template.substring(start, end) + " stands twice; once is enough");
            }
            levels.add(level);
            start = end + 1;
        }
        return new TopicTemplate(template, levels);
    }

    private static Level level(String text) {
        return switch (text) {
            case "{device}" -> Wild.DEVICE;
            case "{metric}" -> Wild.METRIC;
            case "+" -> Wild.ANY;
            case "#" -> Wild.REST;
            default -> {
                if (text.indexOf('{') >= 0 || text.indexOf('+') >= 0 || text.indexOf('#') >= 0) {
                    throw new IllegalArgumentException("'" + text
                            + "' is no level of a topic: {device}, {metric}, + and # each fill a whole level");
                }
                yield new Literal(text);
            }
        };
    }

    /** The filter to subscribe to. */
    public String filter() {
        return template.replace("{device}", "+").replace("{metric}", "+");
    }

    /** What the topic tells, or null when it does not match. */
    public @Nullable Match match(String topic) {
        String device = null;
        String metric = null;
        int start = 0;
        for (Level level : levels) {
            if (level == Wild.REST) {
                String rest =
                        start > topic.length() ? "" : topic.substring(start).replace('/', '.');
                return new Match(device, metric == null && !rest.isEmpty() ? rest : metric);
            }
            if (start > topic.length()) {
                return null;
            }
            int end = endOfLevel(topic, start);
            switch (level) {
                case Literal literal -> {
                    if (literal.text.length() != end - start || !topic.startsWith(literal.text, start)) {
                        return null;
                    }
                }
                case Wild.DEVICE -> device = topic.substring(start, end);
                case Wild.METRIC -> metric = topic.substring(start, end);
                case Wild.ANY, Wild.REST -> {}
            }
            start = end + 1;
        }
        return start > topic.length() ? new Match(device, metric) : null;
    }

    private static int endOfLevel(String topic, int start) {
        int slash = topic.indexOf('/', start);
        return slash < 0 ? topic.length() : slash;
    }

    @Override
    public String toString() {
        return template;
    }
}
