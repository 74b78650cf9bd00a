package io.tidegate.clouds.sparkplug;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.clouds.CommandQueue;
import io.tidegate.digest.Digests;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import io.tidegate.site.SparkplugCloud;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.ReceivedCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes commands of what a host application writes to devices. It has no ids for them: moment and content stand in for one, so
 * that the same message counts once. Heard by the connection's thread, which never waits; all else is the sink thread's.
 */
final class DeviceCommands implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private static final String NO_PAYLOAD = "it is no payload of Sparkplug B with a metric and its value";

    /** Hexadecimal digits of a message's digest: 64 bits beside its moment are plenty. */
    private static final int DIGITS = 16;

    private record Heard(String topic, byte[] payload) {}

    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(CommandQueue.WAITING_MAX);
    private final Refusals refusals;
    private final Optional<CommandQueue> queue;

    DeviceCommands(SparkplugCloud config, CommandDesk desk) {
        this.refusals = new Refusals(config.id());
        this.queue = config.commands().map(_ -> CommandQueue.start(config.id(), desk));
    }

    /** Where nothing is allowed, or too many wait, it is refused: Sparkplug has no other answer to it. */
    void heard(String topic, byte[] payload) {
        if (queue.isEmpty() || !heard.offer(new Heard(topic, payload))) {
            refusals.refuse(topic);
        }
    }

    boolean areWaiting() {
        return !heard.isEmpty();
    }

    /** Has what was heard taken to the desk. Never waits. */
    void pass(Roster roster) {
        for (Heard next = heard.poll(); next != null && queue.isPresent(); next = heard.poll()) {
            queue.get().put(command(next, roster), () -> {});
        }
    }

    private static ReceivedCommand command(Heard heard, Roster roster) {
        Optional<DeviceCommand> written = DeviceCommand.read(heard.payload);
        String device = heard.topic.substring(heard.topic.lastIndexOf('/') + 1);
        if (written.isEmpty() || !DeviceId.isValid(device)) {
            return new ReceivedCommand(heard.topic, heard.payload, Optional.of(NO_PAYLOAD));
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator to = JSON.createGenerator(json)) {
            to.writeStartObject();
            to.writeStringField("id", id(written.get(), heard));
            to.writeStringField("command", "switch");
            to.writeStringField("device", device);
            to.writeObjectFieldStart("set");
            for (DeviceCommand.Write write : written.get().writes()) {
                to.writeFieldName(write.name().orElseGet(() -> name(roster, device, write.alias())));
                write(to, write.value());
            }
            to.writeEndObject();
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return new ReceivedCommand(heard.topic, json.toByteArray(), Optional.empty());
    }

    /** By its birth; a number that is nobody's is told by the device as a field that it does not have. */
    private static String name(Roster roster, String device, long alias) {
        return roster.find(new DeviceId(device)).stream()
                .flatMap(each -> each.metrics().stream())
                .filter(metric -> metric.alias() == alias)
                .map(Metric::name)
                .findFirst()
                .orElse("alias " + alias);
    }

    private static void write(JsonGenerator to, Value value) throws IOException {
        switch (value) {
            case Value.Numeric number -> to.writeNumber(number.value());
            case Value.Flag flag -> to.writeBoolean(flag.value());
            case Value.Text text -> to.writeString(text.value());
        }
    }

    private static String id(DeviceCommand command, Heard heard) {
        byte[] digest = Digests.sha256(heard.topic.getBytes(StandardCharsets.UTF_8), heard.payload);
        return "dcmd-" + command.sentAt() + "-" + HexFormat.of().formatHex(digest, 0, DIGITS / 2);
    }

    @Override
    public void close() {
        queue.ifPresent(CommandQueue::close);
    }
}
