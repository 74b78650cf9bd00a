package io.tidegate.devices.opcua;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;

/** Lists the variables of a server, for whoever chooses among them. Used by one thread. */
final class OpcUaBrowser {

    /**
     * A variable that a field can be.
     *
     * @param node its id, with its namespace by name
     * @param path the names that lead to it
     * @param type of its value, as Java has it
     * @param unit as the server says it; empty when it does not
     */
    record Variable(String node, String path, String type, Value value, String unit) {}

    /** More than anybody looks through; a server of a large plant has a hundred thousand. */
    static final int VARIABLES_MAX = 500;

    private static final int NODES_MAX = 5_000;
    private static final int DEPTH_MAX = 10;

    private record Place(NodeId node, String path, int depth) {}

    private final Connection connection;
    private final OpcUaClient client;
    private final Deque<Place> open = new ArrayDeque<>();
    private final Set<NodeId> seen = new HashSet<>();
    private final List<Variable> variables = new ArrayList<>();

    OpcUaBrowser(Connection connection) {
        this.connection = connection;
        this.client = connection.client();
    }

    /**
     * What is below a node, the nearest first; no more than {@link #VARIABLES_MAX}.
     *
     * @param progress is told how many nodes have been looked at
     */
    List<Variable> below(NodeId start, IntConsumer progress) throws DeviceException, InterruptedException {
        // What the server says of itself is no machine.
        seen.add(NodeIds.Server);
        open.add(new Place(start, "", 0));
        int looked = 0;
        while (!open.isEmpty() && looked < NODES_MAX && variables.size() < VARIABLES_MAX) {
            progress.accept(++looked);
            Place place = open.remove();
            for (ReferenceDescription reference : references(place.node())) {
                meet(reference, place);
            }
        }
        return List.copyOf(variables);
    }

    private List<ReferenceDescription> references(NodeId node) throws DeviceException, InterruptedException {
        try {
            return client.getAddressSpace().browse(node);
        } catch (UaException refused) {
            connection.failIfInterrupted();
            if (refused.getStatusCode().isSecurityError()) {
                return List.of();
            }
            throw connection.trouble(refused);
        }
    }

    private void meet(ReferenceDescription reference, Place from) throws DeviceException, InterruptedException {
        NodeId node = reference.getNodeId().toNodeId(names()).orElse(NodeId.NULL_VALUE);
        if (node.isNull() || from.depth() >= DEPTH_MAX || !seen.add(node)) {
            return;
        }
        String displayed = reference.getDisplayName().text();
        String name =
                displayed == null ? String.valueOf(reference.getBrowseName().name()) : displayed;
        String path = from.path().isEmpty() ? name : from.path() + "." + name;
        if (reference.getNodeClass() == NodeClass.Object) {
            open.add(new Place(node, path, from.depth() + 1));
        } else if (reference.getNodeClass() == NodeClass.Variable && variables.size() < VARIABLES_MAX) {
            variable(node, path);
        }
    }

    private void variable(NodeId node, String path) throws DeviceException, InterruptedException {
        Object held = value(node);
        try {
            Value value = Decoding.value(held);
            variables.add(new Variable(
                    written(node),
                    path,
                    String.valueOf(held == null ? "" : held.getClass().getSimpleName()),
                    value,
                    unit(node)));
        } catch (Unusable noField) {
            // Arrays and structures are no choice.
        }
    }

    private Object value(NodeId node) throws DeviceException, InterruptedException {
        try {
            Object held = client.readValues(0, TimestampsToReturn.Neither, List.of(node))
                    .getFirst()
                    .value()
                    .value();
            return held == null ? new Object[0] : held;
        } catch (UaException refused) {
            connection.failIfInterrupted();
            throw connection.trouble(refused);
        }
    }

    private String unit(NodeId node) throws DeviceException, InterruptedException {
        for (ReferenceDescription property : references(node)) {
            if ("EngineeringUnits".equals(property.getBrowseName().name())) {
                NodeId id = property.getNodeId().toNodeId(names()).orElse(NodeId.NULL_VALUE);
                return value(id) instanceof ExtensionObject coded
                                && coded.decode(client.getStaticEncodingContext()) instanceof EUInformation unit
                        ? Objects.requireNonNullElse(unit.getDisplayName().text(), "")
                        : "";
            }
        }
        return "";
    }

    private String written(NodeId node) {
        String name = names().get(node.getNamespaceIndex());
        String text = node.toParseableString();
        return node.getNamespaceIndex().intValue() == 0 || name == null
                ? text
                : "nsu=" + name + ";" + text.substring(text.indexOf(';') + 1);
    }

    private NamespaceTable names() {
        return client.getNamespaceTable();
    }
}
