package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OPC UA server, and the variables of it that are recorded.
 *
 * @param user to log in with; without one the server must take an anonymous client
 * @param interval at which the server looks at its variables, and tells those that have changed
 */
public record OpcUaDevice(
        DeviceId id,
        URI url,
        Security security,
        Optional<String> user,
        Optional<Secret> password,
        Duration interval,
        List<OpcUaNode> nodes)
        implements DeviceConfig {

    /** What protects the conversation. */
    public enum Security {
        SIGN_AND_ENCRYPT,
        SIGN,
        NONE;

        public String word() {
            return Scalars.word(this).replace('_', '-');
        }
    }

    static final String DRIVER = "opcua";

    /** The port that belongs to OPC UA (IANA). */
    public static final int PORT = 4840;

    private static final Scalar<URI> ADDRESS = Scalars.url("opc.tcp://192.168.1.70:4840", "opc.tcp");
    private static final Scalar<Security> SECURITY = Scalars.oneOf(Security::word, List.of(Security.values()));
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** More would be a historian of its own; a small board takes some hundreds of changes a second. */
    private static final int NODES_MAX = 1_000;

    /** Each may have its status beside it in a reading. */
    public static final int FIELDS_MAX = Observation.Reading.FIELDS_MAX / 2;

    /** @param earlier ids of devices so far: those that the nodes name are devices, too */
    static OpcUaDevice read(Mapping item, DeviceId id, Map<String, Mapping> earlier, SecretReader secrets) {
        OpcUaDevice device = new OpcUaDevice(
                id,
                item.required("url", ADDRESS),
                item.optional("security", SECURITY, Security.SIGN_AND_ENCRYPT),
                item.maybe("user", Scalars.text("operator")),
                item.maybe("password", secrets.password()),
                item.optional("interval", Scalars.INTERVAL, INTERVAL),
                nodes(item, id, earlier));
        if (item.has("password") && !item.has("user")) {
            item.problem("password", "has no 'user' beside it. Add 'user', or remove the password.");
        }
        return device;
    }

    private static List<OpcUaNode> nodes(Mapping item, DeviceId id, Map<String, Mapping> earlier) {
        List<OpcUaNode> nodes = new ArrayList<>();
        Map<String, Mapping> fields = SiteLoader.noneYet();
        Map<DeviceId, Integer> ofDevice = new HashMap<>();
        for (Mapping each : item.list("nodes", NODES_MAX)) {
            OpcUaNode node = OpcUaNode.read(each, id);
            nodes.add(node);
            if (each.has("field")) {
                refuseSameField(each, node, fields);
            }
            int count = ofDevice.merge(node.device(), 1, Integer::sum);
            if (count == 1 && !node.device().equals(id)) {
                SiteLoader.refuseRepeated(each, "device", node.device().value(), earlier, "Choose another.");
            }
            if (count == FIELDS_MAX + 1) {
                each.problem(
                        "device",
                        node.device() + " has more than " + FIELDS_MAX
                                + " fields. Give some of them another 'device'.");
            }
        }
        if (!item.has("nodes")) {
            item.problem(
                    "nodes",
                    "is missing. Add it, and below it '- {node: \"ns=2;s=Line1.Temperature\", field: temperature}'.");
        } else if (nodes.isEmpty()) {
            item.problem("nodes", "has nothing to record. Add at least one node.");
        }
        return nodes;
    }

    private static void refuseSameField(Mapping each, OpcUaNode node, Map<String, Mapping> earlier) {
        Mapping first = earlier.putIfAbsent(node.device() + " " + node.field(), each);
        if (first != null) {
            each.problem(
                    "field",
                    "'" + node.field() + "' is already the field of " + first.path()
                            + ". Choose another, or another 'device'.");
        }
    }

    /** Those that speak by this server, each once. */
    public List<DeviceId> devices() {
        return List.copyOf(
                new LinkedHashSet<>(nodes.stream().map(OpcUaNode::device).toList()));
    }

    void show(YamlWriter yaml) {
        yaml.text("url", url.toString());
        yaml.text("security", security.word());
        user.ifPresent(name -> yaml.text("user", name));
        password.ifPresent(secret -> yaml.text("password", secret.reference()));
        yaml.bare("interval", Quantities.text(interval));
        yaml.list("nodes", nodes, node -> node.show(yaml));
    }

    @Override
    public String driver() {
        return DRIVER;
    }
}
