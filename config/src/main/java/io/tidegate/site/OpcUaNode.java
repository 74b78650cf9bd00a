package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.regex.Pattern;

/**
 * A variable of an OPC UA server, which becomes a field.
 *
 * @param node its id as OPC UA writes it (Part 6, 5.3.1.10): {@code ns=2;s=Line1.Temperature}, or with the namespace by its
 *     name, {@code nsu=http://example.com/line;s=...}
 * @param device that has the field
 */
public record OpcUaNode(String node, String field, DeviceId device) {

    private static final String EXAMPLE = "\"ns=2;s=Line1.Temperature\"";

    private static final Pattern ID = Pattern.compile(
            "(ns=\\d{1,5};|nsu=[^;]+;)?(i=\\d{1,10}|s=.+|g=[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|b=[A-Za-z0-9+/]+=*)");

    private static final Scalar<String> NODE = new Scalar<>(Scalar.Type.TEXT, EXAMPLE, "i=2258", OpcUaNode::checked);

    /** @param server whose field it is when no other device is named */
    static OpcUaNode read(Mapping item, DeviceId server) {
        OpcUaNode node = new OpcUaNode(
                item.required("node", NODE),
                item.required("field", Scalars.field("temperature")),
                item.maybe("device", Scalars.id("press-1")).map(DeviceId::new).orElse(server));
        item.close();
        return node;
    }

    private static String checked(String text) throws Unfit {
        if (!ID.matcher(text).matches()) {
            throw new Unfit("'" + text + "' is no node id. Write it like " + EXAMPLE
                    + ", with i= for a number and s= for a text; 'nsu=NAME;' in place of 'ns=2;' stays right when the"
                    + " server numbers its namespaces anew.");
        }
        return text;
    }

    void show(YamlWriter yaml) {
        yaml.text("node", node);
        yaml.text("field", field);
        yaml.text("device", device.value());
    }
}
