package io.tidegate.devices.opcua;

import static java.util.Objects.requireNonNull;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.FieldStatus;
import io.tidegate.driver.Recorder;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.site.OpcUaDevice;
import io.tidegate.site.OpcUaNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** Hears from a server when its variables change, and records that. Used by its device thread only. */
public final class OpcUaDriver implements Driver.Listening {

    /** So soon a lost server is noticed when nothing changes. */
    private static final long LOOK_MILLIS = 250;

    /** Between two questions for variables that the server did not have. */
    private static final Duration MISSING_AGAIN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final List<OpcUaNode> nodes;
    private final List<Standing> standings;

    /** By the place of the node in the site file. */
    private final List<Standing> ofNode;

    private final Inbox inbox = new Inbox();
    private final Connection connection;
    private final Session session;

    /** @param folder for certificates. @throws DeviceException when there is no session; says what to check */
    public OpcUaDriver(OpcUaDevice device, Path folder, InstantSource clock)
            throws DeviceException, InterruptedException {
        this.clock = clock;
        this.nodes = device.nodes();
        Map<DeviceId, Standing> byDevice = new LinkedHashMap<>();
        for (DeviceId id : device.devices()) {
            int fields = (int)
                    nodes.stream().filter(node -> node.device().equals(id)).count();
            byDevice.put(id, new Standing(id, fields));
        }
        this.standings = List.copyOf(byDevice.values());
        this.ofNode = nodes.stream()
                .map(node -> requireNonNull(byDevice.get(node.device())))
                .toList();
        this.connection = new Connection(device, folder);
        boolean open = false;
        try {
            this.session = new Session(device, connection, inbox);
            open = true;
        } finally {
            if (!open) {
                connection.close();
            }
        }
    }

    @Override
    public void listen(Recorder recorder) throws DeviceException, InterruptedException {
        long askedNanos = System.nanoTime();
        while (true) {
            List<Inbox.Change> changes = inbox.take(LOOK_MILLIS);
            if (!changes.isEmpty()) {
                record(changes, recorder);
            } else {
                session.check();
            }
            if (System.nanoTime() - askedNanos >= MISSING_AGAIN.toNanos()) {
                session.askForMissing();
                askedNanos = System.nanoTime();
            }
        }
    }

    private void record(List<Inbox.Change> changes, Recorder recorder) throws InterruptedException {
        Instant arrival = clock.instant();
        for (Inbox.Change change : changes) {
            note(change, arrival);
        }
        List<Observation> seen = new ArrayList<>();
        standings.forEach(standing -> seen.addAll(standing.take()));
        if (!seen.isEmpty()) {
            recorder.record(seen);
        }
    }

    private void note(Inbox.Change change, Instant arrival) {
        OpcUaNode node = nodes.get(change.node());
        Standing standing = ofNode.get(change.node());
        DataValue value = change.value();
        Instant at = Times.of(value, arrival);
        try {
            if (value.statusCode().isBad()) {
                throw Trouble.bad(value.statusCode(), node.node());
            }
            String words = value.statusCode().isUncertain() ? Decoding.name(value.statusCode()) : FieldStatus.GOOD;
            standing.value(node.field(), Decoding.value(value.value().value()), words, at);
        } catch (Unusable unusable) {
            standing.noValue(node.field(), String.valueOf(unusable.getMessage()), at);
        }
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of("dropped", inbox.dropped(), "overflowed", inbox.overflowed());
    }

    @Override
    public void close() {
        connection.close();
    }
}
