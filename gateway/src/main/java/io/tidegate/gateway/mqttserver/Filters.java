package io.tidegate.gateway.mqttserver;

/** Topic filters and the topics that they match (5.0 and 3.1.1 section 4.7). */
final class Filters {

    private Filters() {}

    static boolean hasWildcard(String topic) {
        return topic.indexOf('#') >= 0 || topic.indexOf('+') >= 0;
    }

    /** Wildcards stand alone in their level, and # only in the last one. */
    static boolean isValid(String filter) {
        if (filter.isEmpty()) {
            return false;
        }
        int last = filter.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = filter.charAt(i);
            boolean begins = i == 0 || filter.charAt(i - 1) == '/';
            boolean ends = i == last || filter.charAt(i + 1) == '/';
            if ((c == '#' && !(begins && i == last)) || (c == '+' && !(begins && ends))) {
                return false;
            }
        }
        return true;
    }

    /** What every topic that matches begins with: the levels before the first wildcard. */
    static String start(String filter) {
        for (int i = 0; i < filter.length(); i++) {
            if (filter.charAt(i) == '#' || filter.charAt(i) == '+') {
                // Without the slash: "sport/#" matches "sport" too.
                return filter.substring(0, Math.max(0, i - 1));
            }
        }
        return filter;
    }

    static boolean isShared(String filter) {
        return filter.equals("$share") || filter.startsWith("$share/");
    }

    static int levels(String topic) {
        int levels = 1;
        for (int i = 0; i < topic.length(); i++) {
            if (topic.charAt(i) == '/') {
                levels++;
            }
        }
        return levels;
    }

    /** The filter is valid, the topic has no wildcard. */
    static boolean matches(String filter, String topic) {
        if (topic.charAt(0) == '$' && filter.charAt(0) != '$') {
            return false;
        }
        int f = 0;
        int t = 0;
        while (true) {
            int filterEnd = levelEnd(filter, f);
            if (filter.startsWith("#", f)) {
                return true;
            }
            int topicEnd = levelEnd(topic, t);
            boolean same = filterEnd - f == topicEnd - t && filter.regionMatches(f, topic, t, topicEnd - t);
            if (!same && !(filterEnd - f == 1 && filter.charAt(f) == '+')) {
                return false;
            }
            boolean filterDone = filterEnd == filter.length();
            boolean topicDone = topicEnd == topic.length();
            if (filterDone && topicDone) {
                return true;
            }
            if (topicDone) {
                // "sport/#" matches "sport" too: # includes the parent level.
                return filter.length() == filterEnd + 2 && filter.charAt(filterEnd + 1) == '#';
            }
            if (filterDone) {
                return false;
            }
            f = filterEnd + 1;
            t = topicEnd + 1;
        }
    }

    private static int levelEnd(String text, int from) {
        int slash = text.indexOf('/', from);
        return slash < 0 ? text.length() : slash;
    }
}
