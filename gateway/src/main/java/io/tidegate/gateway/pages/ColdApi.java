package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.traceability.ColdChain.Question;
import io.tidegate.gateway.traceability.Exposures;
import io.tidegate.gateway.traceability.Exposures.Goods;
import io.tidegate.gateway.traceability.Limits;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.StockJson;
import io.tidegate.site.StockSettings.Location;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;

/** {@code /api/v1/exposures}: which lots stood where it was too warm. Answers on a worker thread; safe from any. */
final class ColdApi {

    private static final Duration SPAN_DEFAULT = Duration.ofDays(7);

    private final Rooms rooms;
    private final ColdQuestions questions;

    ColdApi(Rooms rooms) {
        this.rooms = rooms;
        this.questions = new ColdQuestions(rooms);
    }

    Answer exposures(Asked asked) throws SQLException, InvalidRequest {
        Location location = questions.location(asked.required("location"));
        Limits limits = questions
                .limits(asked, location)
                .orElseThrow(() -> new InvalidRequest(
                        400,
                        "Neither 'above' nor 'below' says a limit, and no profile does",
                        "Add &above=8 to the address, or limits to the field's profile."));
        Instant to = asked.instant("to", rooms.surroundings().clock().instant());
        Instant from = asked.instant("from", to.minus(SPAN_DEFAULT));
        Question question = questions.question(asked, location, limits, from, to);
        Exposures found;
        try {
            found = rooms.coldChain().exposures(question);
        } catch (IOException away) {
            return HistoryApi.away(away);
        }
        return Answer.object(json -> {
            write(json, question);
            json.writeStringField("unit", questions.unit(location).orElse(null));
            write(json, found);
        });
    }

    private static void write(JsonGenerator json, Question question) throws IOException {
        json.writeStringField("location", question.location());
        json.writeStringField("device", question.device().value());
        json.writeStringField("field", question.field());
        write(json, "above", question.limits().above());
        write(json, "below", question.limits().below());
        json.writeStringField("from", EntryJson.time(question.from()));
        json.writeStringField("to", EntryJson.time(question.to()));
        json.writeNumberField("silentAfterSeconds", question.silentAfter().toSeconds());
    }

    private static void write(JsonGenerator json, String name, OptionalDouble number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsDouble());
        } else {
            json.writeNullField(name);
        }
    }

    private static void write(JsonGenerator json, Exposures found) throws IOException {
        json.writeNumberField("resolutionSeconds", found.resolution().toSeconds());
        json.writeFieldName("intervals");
        Answer.objects(json, found.intervals(), (inner, interval) -> {
            span(inner, interval.excursion().from(), interval.excursion().to());
            inner.writeNumberField("min", interval.excursion().min());
            inner.writeNumberField("max", interval.excursion().max());
            inner.writeFieldName("goods");
            Answer.objects(inner, interval.goods(), (row, there) -> {
                write(row, there.goods());
                StockJson.amount(row, there.most());
                row.writeNumberField("seconds", there.time().toSeconds());
            });
        });
        json.writeFieldName("gaps");
        Answer.objects(json, found.gaps(), (inner, gap) -> span(inner, gap.from(), gap.to()));
        json.writeFieldName("lots");
        Answer.objects(json, found.lots(), (inner, lot) -> {
            write(inner, lot.goods());
            StockJson.amount(inner, lot.most());
            inner.writeNumberField("seconds", lot.exposed().toSeconds());
            inner.writeNumberField("unknownSeconds", lot.unknown().toSeconds());
        });
        json.writeBooleanField("more", found.more());
        json.writeBooleanField("late", found.late());
    }

    private static void span(JsonGenerator json, Instant from, Instant to) throws IOException {
        json.writeStringField("from", EntryJson.time(from));
        json.writeStringField("to", EntryJson.time(to));
        json.writeNumberField("seconds", Duration.between(from, to).toSeconds());
    }

    private static void write(JsonGenerator json, Goods goods) throws IOException {
        json.writeStringField("item", goods.item());
        json.writeStringField("name", goods.name());
        json.writeStringField("lot", goods.lot().orElse(null));
        json.writeStringField("expiry", goods.expiry().map(LocalDate::toString).orElse(null));
    }
}
