package io.tidegate.clouds;

import io.tidegate.clouds.epcis.EpcisSink;
import io.tidegate.clouds.http.HttpSink;
import io.tidegate.clouds.mqtt.MqttSink;
import io.tidegate.observation.Origin;
import io.tidegate.site.SinkConfig;
import io.tidegate.sync.Sink;
import java.time.Clock;

/** Opens the sink of a site file's entry. Safe from any thread. */
public final class Clouds {

    private Clouds() {}

    /**
     * Does not connect: that is the first delivery's work.
     *
     * @param version of this program, for those who read their server's log
     */
    public static Sink open(SinkConfig config, Origin origin, String version) {
        return switch (config) {
            case SinkConfig.Mqtt mqtt -> new MqttSink(mqtt, origin);
            case SinkConfig.Http http -> new HttpSink(http, origin, version, Clock.systemUTC());
            case SinkConfig.Epcis epcis -> new EpcisSink(epcis, origin, version, Clock.systemUTC());
        };
    }
}
