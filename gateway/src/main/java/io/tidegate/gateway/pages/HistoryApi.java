package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.observation.EntryJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code /api/v1/history}: what was. Each method answers one route, on a worker thread; safe from any of them. */
final class HistoryApi {

    private static final int POINTS_DEFAULT = 240;
    private static final int POINTS_MAX = 2_000;
    private static final int VALUES_DEFAULT = 1_000;
    private static final int VALUES_MAX = 10_000;
    private static final Duration SPAN_DEFAULT = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Rooms rooms;

    HistoryApi(Rooms rooms) {
        this.rooms = rooms;
    }

    private record Question(Past.Field field, Instant from, Instant to) {

        void write(JsonGenerator json) throws IOException {
            json.writeStringField("device", field.device().value());
            json.writeStringField("field", field.name());
        }
    }

    private Question question(Asked asked) throws InvalidRequest {
        Past.Field field = new Past.Field(FloorApi.deviceId(asked.required("device")), asked.required("field"));
        Instant to = asked.instant("to", rooms.surroundings().clock().instant());
        Instant from = asked.instant("from", to.minus(SPAN_DEFAULT));
        if (!from.isBefore(to)) {
            throw new InvalidRequest(400, "'from' is not before 'to'", "Exchange them.");
        }
        return new Question(field, from, to);
    }

    Answer points(Asked asked) throws InvalidRequest, InterruptedException {
        Question question = question(asked);
        int points = (int) asked.number("points", POINTS_DEFAULT, 1, POINTS_MAX);
        List<Past.Point> found;
        try {
            found = rooms.past().between(question.field, question.from, question.to, points);
        } catch (IOException away) {
            return away(away);
        }
        return Answer.object(json -> {
            question.write(json);
            json.writeFieldName("points");
            Answer.objects(json, found, (inner, point) -> {
                inner.writeStringField("time", EntryJson.time(point.at()));
                inner.writeNumberField("min", point.min());
                inner.writeNumberField("mean", point.mean());
                inner.writeNumberField("max", point.max());
                inner.writeNumberField("count", point.count());
            });
        });
    }

    Answer values(Asked asked) throws InvalidRequest, InterruptedException {
        Question question = question(asked);
        int limit = (int) asked.number("limit", VALUES_DEFAULT, 1, VALUES_MAX);
        Past.Moments found;
        try {
            found = rooms.past().values(question.field, question.from, question.to, limit);
        } catch (IOException away) {
            return away(away);
        }
        return Answer.object(json -> {
            question.write(json);
            json.writeBooleanField("more", found.more());
            json.writeFieldName("values");
            Answer.objects(json, found.moments(), (inner, moment) -> {
                inner.writeStringField("time", EntryJson.time(moment.at()));
                inner.writeFieldName("value");
                FloorApi.write(inner, moment.value());
            });
        });
    }

    Answer fields(Asked asked) throws InterruptedException {
        List<Past.Field> found;
        try {
            found = rooms.past().fields();
        } catch (IOException away) {
            return away(away);
        }
        return Answer.list(found, (json, field) -> {
            json.writeStringField("device", field.device().value());
            json.writeStringField("field", field.name());
        });
    }

    static Answer away(IOException away) {
        return Answer.problem(503, "The history cannot answer now", String.valueOf(away.getMessage()))
                .after(RETRY);
    }
}
