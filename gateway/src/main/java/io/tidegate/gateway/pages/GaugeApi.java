package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.live.LiveDevice;
import io.tidegate.gateway.pages.Gauges.Known;
import io.tidegate.gateway.sensing.GaugeStanding;
import io.tidegate.gateway.sensing.GaugeStanding.Kind;
import io.tidegate.gateway.sensing.GaugeStanding.State;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Item;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** {@code /api/v1/stock/sensors}: how scales and counters stand. Answers on a worker thread; safe from any. */
final class GaugeApi {

    private final Gauges gauges;

    GaugeApi(Rooms rooms) {
        this.gauges = new Gauges(rooms);
    }

    Answer sensors(Asked asked) throws SQLException {
        return Answer.list(gauges.all(), GaugeApi::write);
    }

    private static void write(JsonGenerator json, Known gauge) throws IOException {
        GaugeStanding standing = gauge.standing();
        json.writeStringField("device", standing.source().device().value());
        json.writeStringField("field", standing.source().field());
        json.writeStringField("kind", standing.kind() == Kind.SCALE ? "scale" : "counter");
        json.writeStringField(
                "item", gauge.item().map(Item::id).orElse(standing.goods().item()));
        json.writeStringField("name", gauge.item().map(Item::name).orElse(null));
        json.writeStringField("location", standing.goods().location());
        json.writeStringField("unit", standing.goods().unit());
        json.writeFieldName("shown");
        write(json, gauge.shown(), gauge.unit());
        number(json, "quantity", standing.quantity());
        number(json, "booked", gauge.booked());
        // What was said before is no longer so.
        write(json, gauge.isWord() ? new State.Unheard() : standing.state());
        time(json, "silentSince", gauge.silentSince());
        json.writeStringField(
                "fault", gauge.fault().map(LiveDevice.LastFault::reason).orElse(null));
        json.writeNumberField("waiting", standing.bookings().waiting());
        json.writeNumberField("parked", standing.bookings().parked());
        json.writeStringField("parkedReason", standing.bookings().reason().orElse(null));
    }

    private static void write(JsonGenerator json, Optional<Known.Shown> shown, Optional<String> unit)
            throws IOException {
        if (shown.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeFieldName("value");
        FloorApi.write(json, shown.get().value());
        json.writeStringField("unit", unit.orElse(null));
        json.writeStringField("recordedAt", EntryJson.time(shown.get().heard()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, State state) throws IOException {
        switch (state) {
            case State.Unheard _ -> state(json, "unheard", Optional.empty(), Optional.empty());
            case State.Still _ -> state(json, "still", Optional.empty(), Optional.empty());
            case State.Settling(BigDecimal quantity, Instant until) ->
                state(json, "settling", Optional.of(quantity), Optional.of(until));
            case State.Lifted _ -> state(json, "lifted", Optional.empty(), Optional.empty());
            case State.Overfull _ -> state(json, "overfull", Optional.empty(), Optional.empty());
            case State.Collecting(Instant until) -> state(json, "collecting", Optional.empty(), Optional.of(until));
            case State.Fewer(Instant until) -> state(json, "fewer", Optional.empty(), Optional.of(until));
            case State.TooMany(Instant until) -> state(json, "tooMany", Optional.empty(), Optional.of(until));
        }
    }

    private static void state(JsonGenerator json, String state, Optional<BigDecimal> expected, Optional<Instant> until)
            throws IOException {
        json.writeStringField("state", state);
        number(json, "expected", expected);
        time(json, "until", until);
    }

    private static void number(JsonGenerator json, String name, Optional<BigDecimal> number) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(number.orElse(null));
    }

    private static void time(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        json.writeStringField(name, time.map(EntryJson::time).orElse(null));
    }
}
