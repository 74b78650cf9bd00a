package io.tidegate.clouds.sparkplug;

import io.tidegate.observation.DeviceId;
import java.util.Optional;

/** The topics of one edge node (Sparkplug 3.0, section 4.1). Immutable. */
record EdgeTopics(String group, String node, Optional<String> primaryHost) {

    private static final String ROOT = "spBv1.0/";

    String ofNode(String type) {
        return ROOT + group + "/" + type + "/" + node;
    }

    String ofDevice(String type, DeviceId device) {
        return ofNode(type) + "/" + device;
    }

    String nodeCommand() {
        return ofNode("NCMD");
    }

    String deviceCommands() {
        return ofNode("DCMD") + "/+";
    }

    Optional<String> hostState() {
        return primaryHost.map(host -> ROOT + "STATE/" + host);
    }

    /** Nobody publishes there. */
    String nobodys() {
        return nodeCommand() + "/read";
    }
}
