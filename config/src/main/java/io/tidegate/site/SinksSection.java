package io.tidegate.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code sinks:}, one case for each {@code type:}. Safe from any thread. */
final class SinksSection {

    /** Each sink reads the whole journal. */
    static final int SINKS_MAX = 20;

    /** @param reader of the keys that a sink of this kind has */
    private record Kind(String type, Reader reader) {}

    @FunctionalInterface
    private interface Reader {
        SinkConfig read(Mapping item, String id, SinkReading reading);
    }

    private static final Scalar<Kind> TYPE = Scalars.oneOf(
            Kind::type,
            List.of(
                    new Kind(MqttCloud.TYPE, MqttCloud::read),
                    new Kind(HttpCloud.TYPE, HttpCloud::read),
                    new Kind(EpcisCloud.TYPE, EpcisCloud::read),
                    new Kind(SparkplugCloud.TYPE, SparkplugCloud::read),
                    new Kind(NatsCloud.TYPE, NatsCloud::read),
                    new Kind(KafkaCloud.TYPE, KafkaCloud::read),
                    new Kind(InfluxCloud.TYPE, InfluxCloud::read),
                    new Kind(FileCloud.TYPE, FileCloud::read),
                    new Kind(S3Cloud.TYPE, S3Cloud::read)));

    private final SinkReading reading;

    SinksSection(SinkReading reading) {
        this.reading = reading;
    }

    List<SinkConfig> read(Mapping root) {
        List<SinkConfig> sinks = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        for (Mapping item : root.list("sinks", SINKS_MAX)) {
            String id = item.required("id", Scalars.id("hq"));
            SiteLoader.refuseRepeated(item, id, earlier);
            if (id.equals(SiteFile.HISTORY_READER)) {
                item.problem("id", "'" + id + "' is what the gateway calls its own history. Choose another.");
            }
            item.decisive("type", TYPE)
                    .map(kind -> kind.reader().read(item, id, reading))
                    .ifPresentOrElse(sinks::add, item::closeUnread);
            item.close();
        }
        return sinks;
    }
}
