package io.tidegate.devices.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.tidegate.driver.DeviceException;
import io.tidegate.site.OpcUaDevice;
import io.tidegate.site.OpcUaNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * The subscription to a server's variables. When the connection breaks, Milo has a few seconds to take it up again, in which
 * case the server sends what it has kept meanwhile; after that it is lost. Used by the device thread only; Milo's threads
 * reach the {@link Inbox} and the state of the connection.
 */
final class Session {

    /** The server waits no longer until it tells what its variables have done, however seldom it looks at them. */
    private static final Duration PUBLISHING_MAX = Duration.ofSeconds(1);

    /** Values that the server keeps of each variable while they cannot be sent. */
    private static final int QUEUE_SIZE = 100;

    /** So often the server shows that the subscription lives; after five times of silence it forgets it. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final String place;
    private final List<OpcUaNode> nodes;
    private final Inbox inbox;
    private final Connection connection;
    private final Liveness liveness;
    private final OpcUaSubscription subscription;

    /** @throws DeviceException when the server does not let us; says what to check */
    Session(OpcUaDevice device, Connection connection, Inbox inbox) throws DeviceException, InterruptedException {
        this.place = connection.place();
        this.nodes = device.nodes();
        this.inbox = inbox;
        this.connection = connection;
        OpcUaClient client = connection.client();
        liveness = new Liveness(connection.patience());
        client.addSessionActivityListener(liveness.ofSession());
        subscription = new OpcUaSubscription(client, millis(shorter(device.interval(), PUBLISHING_MAX)));
        subscription.setTargetKeepAliveInterval(millis(KEEP_ALIVE));
        subscription.setSubscriptionListener(liveness.ofSubscription());
        try {
            subscription.create();
        } catch (UaException e) {
            connection.failIfInterrupted();
            throw connection.trouble(e);
        }
        for (int i = 0; i < nodes.size(); i++) {
            add(i, device.interval());
        }
        askForMissing();
    }

    private void add(int index, Duration interval) {
        Optional<NodeId> id = id(nodes.get(index).node());
        if (id.isEmpty()) {
            inbox.put(index, new DataValue(new StatusCode(StatusCodes.Bad_NodeIdUnknown)));
            return;
        }
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(id.get());
        item.setSamplingInterval(millis(interval));
        item.setQueueSize(uint(QUEUE_SIZE));
        item.setDiscardOldest(true);
        item.setUserObject(index);
        item.setDataValueListener((_, value) -> inbox.put(index, value));
        subscription.addMonitoredItem(item);
    }

    /** Empty when the server does not have the namespace. */
    private Optional<NodeId> id(String text) {
        try {
            return ExpandedNodeId.parse(text).toNodeId(connection.client().getNamespaceTable());
        } catch (UaRuntimeException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Asks for the variables that the server has refused so far: a machine's program may be loaded later. */
    void askForMissing() throws DeviceException, InterruptedException {
        List<MonitoredItemServiceOperationResult> results = new ArrayList<>(subscription.createMonitoredItems());
        connection.failIfInterrupted();
        for (MonitoredItemServiceOperationResult result : results) {
            if (!result.serviceResult().isGood()) {
                throw connection.trouble(new UaException(result.serviceResult()));
            }
            StatusCode status = result.operationResult().orElse(StatusCode.BAD);
            if (!status.isGood()) {
                int index = (Integer) result.monitoredItem().getUserObject().orElseThrow();
                inbox.put(index, new DataValue(status));
            }
        }
    }

    /** @throws DeviceException when the server is gone */
    void check() throws DeviceException {
        if (liveness.isLost()) {
            throw Trouble.lost(place);
        }
    }

    private static double millis(Duration time) {
        return time.toMillis();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
