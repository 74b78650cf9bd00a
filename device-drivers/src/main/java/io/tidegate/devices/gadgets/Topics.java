package io.tidegate.devices.gadgets;

import java.util.ArrayList;
import java.util.List;

/**
 * The topics of one family. Immutable.
 *
 * @param prefix the levels that come first; empty for none
 */
record Topics(String prefix) {

    /** The filters, behind the prefix. */
    List<String> filters(String... behind) {
        List<String> filters = new ArrayList<>();
        for (String each : behind) {
            filters.add(prefix.isEmpty() ? each : prefix + '/' + each);
        }
        return filters;
    }

    /** What stands behind the prefix; empty for a topic that does not begin with it. */
    String behind(String topic) {
        if (prefix.isEmpty()) {
            return topic;
        }
        return topic.length() > prefix.length() && topic.startsWith(prefix) && topic.charAt(prefix.length()) == '/'
                ? topic.substring(prefix.length() + 1)
                : "";
    }

    /** Whether the filter takes the topic (MQTT 5.0 section 4.7). */
    static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= levels.length || (!wanted[i].equals("+") && !wanted[i].equals(levels[i]))) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }

    /** Its levels. */
    List<String> levels(String topic) {
        return List.of(behind(topic).split("/", -1));
    }
}
