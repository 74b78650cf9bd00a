package io.tidegate.clouds;

import io.tidegate.clouds.epcis.EpcisSink;
import io.tidegate.clouds.file.FileSink;
import io.tidegate.clouds.http.HttpSink;
import io.tidegate.clouds.influxdb.InfluxSink;
import io.tidegate.clouds.kafka.KafkaSink;
import io.tidegate.clouds.mqtt.MqttSink;
import io.tidegate.clouds.nats.NatsSink;
import io.tidegate.clouds.s3.S3Sink;
import io.tidegate.clouds.sparkplug.SparkplugSink;
import io.tidegate.observation.Origin;
import io.tidegate.site.EpcisCloud;
import io.tidegate.site.FileCloud;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.InfluxCloud;
import io.tidegate.site.KafkaCloud;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.NatsCloud;
import io.tidegate.site.S3Cloud;
import io.tidegate.site.SinkConfig;
import io.tidegate.site.SparkplugCloud;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.Sink;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Opens the sinks of a site file. Safe from any thread.
 *
 * @param version of this program, for those who read their server's log
 * @param data the gateway's data folder, for what a kind must keep over restarts
 */
public record Clouds(Origin origin, String version, Path data) {

    /**
     * Does not connect: that is the first delivery's work.
     *
     * @param desk for what the cloud asks, where the site file lets it
     */
    public Sink open(SinkConfig config, CommandDesk desk) {
        return switch (config) {
            case MqttCloud mqtt -> new MqttSink(mqtt, origin, Clock.systemUTC(), desk);
            case HttpCloud http -> new HttpSink(http, origin, version, Clock.systemUTC(), desk);
            case EpcisCloud epcis -> new EpcisSink(epcis, origin, version, Clock.systemUTC());
            case SparkplugCloud sparkplug -> new SparkplugSink(sparkplug, version, data, Clock.systemUTC(), desk);
            case NatsCloud nats -> new NatsSink(nats, origin);
            case KafkaCloud kafka -> new KafkaSink(kafka, origin);
            case InfluxCloud influx -> InfluxSink.of(influx, origin);
            case FileCloud file -> new FileSink(file, origin, Clock.systemUTC());
            case S3Cloud s3 -> new S3Sink(s3, origin, version, Clock.systemUTC());
        };
    }
}
