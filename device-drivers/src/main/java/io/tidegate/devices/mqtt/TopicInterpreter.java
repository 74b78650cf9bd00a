package io.tidegate.devices.mqtt;

import io.tidegate.driver.Broker.Message;
import io.tidegate.mqtt.Counts;
import io.tidegate.mqtt.Interpreter;
import io.tidegate.mqtt.Parking;
import io.tidegate.mqtt.PayloadDecoder;
import io.tidegate.mqtt.Repeats;
import io.tidegate.mqtt.Understood.Bare;
import io.tidegate.mqtt.Understood.Code;
import io.tidegate.mqtt.Understood.Members;
import io.tidegate.mqtt.Understood.Unreadable;
import io.tidegate.mqtt.WrittenNumbers;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Parked;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.MqttNumbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Understands whatever is published under one topic. No I/O. Used by one thread. */
final class TopicInterpreter implements Interpreter {

    /** Devices that one topic may name; a further one is parked, since endless names would fill box and pages. */
    static final int DEVICES_MAX = 10_000;

    /** Of topics whose parts are remembered; above it all are forgotten and learnt again. */
    static final int TOPIC_BYTES_MAX = 1024 * 1024;

    /** What a remembered topic costs beside its characters. */
    private static final int TOPIC_OVERHEAD_BYTES = 192;

    /** What a bare value is called when the topic does not name it. */
    static final String BARE_FIELD = "value";

    private sealed interface Address {}

    private record Known(DeviceId device, String field) implements Address {}

    private record Unusable(String reason) implements Address {}

    private final MqttDevice config;
    private final TopicTemplate template;
    private final PayloadDecoder decoder;
    private final Counts counts;
    private final Repeats repeats = new Repeats();
    private final Map<String, Address> addresses = new HashMap<>();
    private final Set<DeviceId> devices = new HashSet<>();
    private int topicBytes;

    private List<Observation> seen = new ArrayList<>();
    private List<Parked> parked = new ArrayList<>();

    /** @throws IllegalArgumentException when the topic is no template */
    TopicInterpreter(MqttDevice config, Counts counts) {
        this.config = config;
        this.template = TopicTemplate.of(config.topic());
        this.decoder = new PayloadDecoder(
                config.time(),
                new WrittenNumbers(
                        config.numbers().decimal() == MqttNumbers.Decimal.COMMA,
                        config.numbers().units()));
        this.counts = counts;
    }

    String filter() {
        return template.filter();
    }

    @Override
    public void take(Message message, Instant arrival) {
        // What a broker kept for new subscribers was true once; recording it would make old values new at each restart.
        if (message.retained()) {
            counts.retained.increment();
            return;
        }
        switch (address(message.topic())) {
            case Unusable unusable -> park(message, arrival, unusable.reason);
            case Known known -> {
                switch (decoder.decode(message.payload())) {
                    case Unreadable unreadable -> park(message, arrival, unreadable.reason());
                    case Bare bare -> seen.add(new Reading(known.device, arrival, Map.of(known.field, bare.value())));
                    case Members members -> take(members, known.device, arrival, message);
                }
            }
        }
    }

    @Override
    public Batch batch() {
        Batch batch = new Batch(seen, parked);
        seen = new ArrayList<>();
        parked = new ArrayList<>();
        return batch;
    }

    private void take(Members members, DeviceId device, Instant arrival, Message message) {
        Instant at = members.time() == null ? arrival : counts.judged(members.time(), arrival);
        Code code = members.code();
        if (code != null) {
            seen.add(new Observation.Scan(device, at, code.data(), code.symbology(), code.scanId()));
        }
        if (members.fields().isEmpty()) {
            return;
        }
        if (members.time() != null
                && code == null
                && repeats.isRepeat(device, at, message.payload(), message.resent())) {
            counts.repeats.increment();
            return;
        }
        seen.add(new Reading(device, at, members.fields()));
    }

    private void park(Message message, Instant arrival, String reason) {
        counts.parked.increment();
        parked.add(Parking.parked(config.id(), message, arrival, reason));
    }

    private Address address(String topic) {
        Address known = addresses.get(topic);
        if (known != null) {
            return known;
        }
        Address found = resolve(topic);
        int bytes = TOPIC_OVERHEAD_BYTES + 2 * topic.length();
        if (topicBytes + bytes > TOPIC_BYTES_MAX) {
            addresses.clear();
            topicBytes = 0;
        }
        addresses.put(topic, found);
        topicBytes += bytes;
        return found;
    }

    int rememberedBytes() {
        return topicBytes;
    }

    private Address resolve(String topic) {
        TopicTemplate.Match match = template.match(topic);
        if (match == null) {
            return new Unusable("The topic does not match '" + template + "'. Look at the broker's rewriting rules.");
        }
        String field = match.metric() == null ? BARE_FIELD : match.metric();
        if (field.isBlank() || field.length() > Reading.FIELD_NAME_LENGTH_MAX) {
            return new Unusable("The topic names no usable metric. Use 1 to " + Reading.FIELD_NAME_LENGTH_MAX
                    + " characters there.");
        }
        DeviceId device = deviceOf(match.device());
        if (device == null) {
            return new Unusable("'" + match.device() + "' gives no device id. Name the device with 1 to "
                    + DeviceId.LENGTH_MAX + " letters and digits.");
        }
        if (!devices.contains(device)) {
            if (devices.size() >= DEVICES_MAX) {
                return new Unusable("This would be device number " + (DEVICES_MAX + 1) + " under '" + template
                        + "'; at most " + DEVICES_MAX + " are taken. Look for a topic with changing parts.");
            }
            devices.add(device);
        }
        return new Known(device, field);
    }

    private @Nullable DeviceId deviceOf(@Nullable String name) {
        if (name == null) {
            return config.id();
        }
        try {
            return DeviceId.of(name);
        } catch (IllegalArgumentException unusable) {
            return null;
        }
    }
}
