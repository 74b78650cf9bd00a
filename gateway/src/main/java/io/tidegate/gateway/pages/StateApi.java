package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.JournalStatus;
import io.tidegate.observation.EntryJson;
import io.tidegate.site.MqttSettings;
import java.time.Duration;
import java.util.Optional;

/** {@code /api/v1}: how the gateway itself is. Each method answers one route, on a worker thread; safe from any of them. */
final class StateApi {

    private static final Duration STARTING_RETRY = Duration.ofSeconds(2);

    private final Rooms rooms;

    StateApi(Rooms rooms) {
        this.rooms = rooms;
    }

    Answer journal(Asked asked) {
        JournalStatus status = rooms.journal().status();
        return Answer.object(json -> {
            if (status.trouble().isPresent()) {
                json.writeStringField("trouble", status.trouble().get());
            }
            json.writeNumberField("firstPosition", status.firstPosition());
            json.writeNumberField("lastPosition", status.lastPosition());
            json.writeNumberField("entries", status.entries());
            if (status.oldest().isPresent()) {
                json.writeStringField("oldest", EntryJson.time(status.oldest().get()));
            }
            json.writeNumberField("bytes", status.bytes());
            json.writeObjectFieldStart("entriesBytes");
            json.writeNumberField("goods", status.entriesBytes().goods());
            json.writeNumberField("events", status.entriesBytes().events());
            json.writeNumberField("readings", status.entriesBytes().readings());
            json.writeEndObject();
            json.writeNumberField("waitingEntries", status.waitingEntries());
            json.writeNumberField("damagedBlocks", status.damagedBlocks());
            json.writeNumberField("summedUp", status.thinned().summedUp());
            json.writeNumberField("dropped", status.thinned().dropped());
            json.writeFieldName("readers");
            Answer.objects(json, status.readers(), (inner, reader) -> {
                inner.writeStringField("name", reader.name());
                inner.writeNumberField("done", reader.done());
                inner.writeNumberField("backlog", reader.backlog());
                inner.writeNumberField("missed", reader.missed());
            });
        });
    }

    Answer mqtt(Asked asked) {
        Optional<BrokerReport> broker = rooms.surroundings().broker().get();
        if (broker.isEmpty()) {
            return Answer.problem(503, "The gateway is still starting", "Ask again in a moment.")
                    .after(STARTING_RETRY);
        }
        BrokerReport report = broker.get();
        return Answer.object(json -> {
            json.writeStringField(
                    "broker", rooms.site().mqtt() instanceof MqttSettings.Embedded ? "embedded" : "existing");
            if (report.trouble().isPresent()) {
                json.writeStringField("trouble", report.trouble().get());
            }
            json.writeObjectFieldStart("figures");
            for (BrokerReport.Figure figure : report.figures()) {
                json.writeNumberField(figure.name(), figure.value());
            }
            json.writeFieldName("unheard");
            Answer.objects(json, report.unheard(), (inner, topic) -> {
                inner.writeStringField("topic", topic.topic());
                inner.writeNumberField("messages", topic.messages());
                inner.writeStringField("last", EntryJson.time(topic.last()));
            });
            json.writeEndObject();
        });
    }
}
