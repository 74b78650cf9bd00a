package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.journal.Account;
import io.tidegate.gateway.journal.Books.Resent;
import io.tidegate.gateway.journal.JournalStatus;
import io.tidegate.gateway.journal.Outages;
import io.tidegate.gateway.journal.Outages.Outage;
import io.tidegate.observation.EntryJson;
import io.tidegate.sync.Backlog;
import io.tidegate.sync.Probe;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /api/v1/sinks}: how the clouds are. Each method answers one route, on a worker thread; safe from any of them. */
final class CloudsApi {

    private static final int OUTAGES_DEFAULT = 100;

    private final Rooms rooms;
    private final Probing probing;

    CloudsApi(Rooms rooms) {
        this.rooms = rooms;
        this.probing = new Probing(rooms);
    }

    Answer sinks(Asked asked) {
        Map<String, Long> done = rooms.journal().status().readers().stream()
                .collect(Collectors.toMap(JournalStatus.Reader::name, JournalStatus.Reader::done));
        return Answer.list(rooms.surroundings().sinks().get(), (json, sink) -> {
            json.writeStringField("id", sink.id());
            json.writeStringField("type", sink.type());
            json.writeNumberField("done", done.getOrDefault(sink.id(), 0L));
            json.writeBooleanField("connected", sink.connected());
            json.writeBooleanField("tried", sink.tried());
            write(json, sink.backlog());
            json.writeNumberField("delivered", sink.account().delivered());
            json.writeNumberField("rejected", sink.account().parked());
            write(json, sink.account());
            if (sink.nextTry().isPresent()) {
                json.writeStringField("nextTry", EntryJson.time(sink.nextTry().get()));
            }
            if (sink.hold().isPresent()) {
                json.writeObjectFieldStart("held");
                json.writeStringField("why", sink.hold().get().why().name().toLowerCase(Locale.ROOT));
                json.writeStringField("until", EntryJson.time(sink.hold().get().until()));
                json.writeEndObject();
            }
            if (sink.lastSuccess().isPresent()) {
                json.writeStringField(
                        "lastSuccess", EntryJson.time(sink.lastSuccess().get()));
            }
            if (sink.lastError().isPresent()) {
                json.writeStringField("lastError", sink.lastError().get());
            }
            if (sink.lastErrorAt().isPresent()) {
                json.writeStringField(
                        "lastErrorAt", EntryJson.time(sink.lastErrorAt().get()));
            }
        });
    }

    private static void write(JsonGenerator json, Backlog backlog) throws IOException {
        json.writeNumberField("backlog", backlog.entries());
        json.writeNumberField("owed", backlog.owed());
        json.writeNumberField("backlogBytes", backlog.bytes());
        if (backlog.upTo().isPresent()) {
            json.writeStringField("deliveredUpTo", EntryJson.time(backlog.upTo().get()));
        }
        if (backlog.eta().isPresent()) {
            json.writeNumberField("etaSeconds", backlog.eta().get().toSeconds());
        }
    }

    private static void write(JsonGenerator json, Account account) throws IOException {
        json.writeObjectFieldStart("entries");
        json.writeNumberField("accepted", account.accepted());
        json.writeNumberField("delivered", account.delivered());
        json.writeNumberField("waiting", account.waiting());
        json.writeNumberField("parked", account.parked());
        json.writeNumberField("givenUp", account.givenUp());
        json.writeNumberField("unwanted", account.unwanted());
        json.writeNumberField("missed", account.missed());
        json.writeNumberField("summedUp", account.summedUp());
        json.writeEndObject();
        json.writeNumberField("sentAgain", account.again().sent());
    }

    Answer outages(Asked asked) throws InvalidRequest, SQLException {
        String sink = Decisions.sink(asked);
        Decisions.mustBeKnown(rooms.delivers(sink));
        long limit = asked.number("limit", OUTAGES_DEFAULT, 1, Outages.KEPT_MAX);
        CloudHistory history = history(sink);
        return Answer.object(json -> {
            if (history.counted().isPresent()) {
                json.writeNumberField("uptime", history.counted().get().uptime());
                json.writeStringField(
                        "since", EntryJson.time(history.counted().get().since()));
            }
            json.writeFieldName("outages");
            Answer.objects(json, history.outages().stream().limit(limit).toList(), CloudsApi::write);
        });
    }

    private CloudHistory history(String sink) throws SQLException {
        Instant now = rooms.surroundings().clock().instant();
        try (Connection reader = rooms.journal().openReader()) {
            return CloudHistory.of(
                    rooms.journal().books(),
                    reader,
                    sink,
                    rooms.journal().status().oldest(),
                    now);
        }
    }

    private static void write(JsonGenerator json, Outage outage) throws IOException {
        json.writeStringField("began", EntryJson.time(outage.began()));
        if (outage.ended().isPresent()) {
            json.writeStringField("ended", EntryJson.time(outage.ended().get()));
        }
        json.writeStringField("reason", outage.reason());
        if (outage.many().times() > 1) {
            json.writeNumberField("times", outage.many().times());
            json.writeNumberField("thereSeconds", outage.many().between().toSeconds());
        }
    }

    Answer resend(Asked asked) throws InvalidRequest, InterruptedException {
        String sink = Decisions.sink(asked);
        Decisions.mustBeKnown(rooms.delivers(sink));
        long first = asked.number("first", 1, Long.MAX_VALUE);
        long last = asked.number("last", first, Long.MAX_VALUE);
        Optional<Resent> resent = rooms.journal().books().resend(sink, first, last);
        if (resent.isEmpty()) {
            return Answer.problem(
                    409,
                    "Nothing of it can be sent once more",
                    "The journal no longer has it, it has not gone yet, or it is being sent already. GET /api/v1/journal says"
                            + " what there is.");
        }
        Answer done = Answer.object(json -> {
            json.writeNumberField("first", resent.get().first());
            json.writeNumberField("last", resent.get().last());
        });
        return Decisions.decided(rooms, resent.get().onDisk(), done);
    }

    Answer probe(Asked asked) throws InvalidRequest, InterruptedException {
        Optional<Probe> probed = probing.ask(Decisions.sink(asked));
        if (probed.isEmpty()) {
            return Answer.problem(503, "The cloud has not answered yet", "Ask again in some seconds.")
                    .after(Awaited.FORM_WAIT_MAX);
        }
        return Answer.object(json -> {
            json.writeBooleanField("reachable", probed.get().trouble().isEmpty());
            json.writeStringField("time", EntryJson.time(probed.get().at()));
            if (probed.get().trouble().isPresent()) {
                json.writeStringField("reason", probed.get().trouble().get());
            }
        });
    }
}
