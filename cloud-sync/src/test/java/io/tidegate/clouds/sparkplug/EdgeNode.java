package io.tidegate.clouds.sparkplug;

import io.tidegate.net.Tls;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.site.SparkplugCloud;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens sinks for tests, and is a program of its own that can be killed. */
final class EdgeNode {

    static final String NODE = "gw-1";

    private EdgeNode() {}

    static SparkplugCloud config(List<URI> servers, String group, Optional<String> primaryHost) {
        return new SparkplugCloud(
                Common.of("scada", Duration.ofSeconds(10), BatchLimits.DEFAULT),
                servers.getFirst(),
                servers.subList(1, servers.size()),
                group,
                NODE,
                primaryHost,
                "tidegate-" + group,
                Optional.empty(),
                Optional.empty(),
                Tls.STANDARD,
                false,
                Optional.empty());
    }

    static SparkplugSink open(String url, String group, Path data) {
        return open(config(List.of(URI.create(url)), group, Optional.empty()), data);
    }

    static SparkplugSink open(SparkplugCloud config, Path data) {
        return new SparkplugSink(config, "1.2.3", data, Clock.systemUTC());
    }

    static Entry reading(long position, String device, Instant at, String field, Value value) {
        return new Entry(position, at, new Observation.Reading(new DeviceId(device), at, Map.of(field, value)));
    }

    static Entry temperature(long position, String device, Instant at) {
        return reading(position, device, at, "temperature", Value.of(position));
    }

    static Entry fault(long position, Instant at) {
        return new Entry(position, at, new Observation.Fault(new DeviceId("fridge-1"), at, "no answer"));
    }

    /** Arguments: the data folder, the server, the group. Tells when it has delivered, and then waits for its end. */
    public static void main(String[] arguments) throws Exception {
        SparkplugSink sink = open(arguments[1], arguments[2], Path.of(arguments[0]));
        sink.deliver(List.of(temperature(1, "fridge-1", Instant.now())), false);
        System.out.println("delivered");
        System.in.read();
    }
}
