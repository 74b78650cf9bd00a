package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.pages.Receivers.Compared;
import io.tidegate.gateway.pages.Receivers.Line;
import io.tidegate.gateway.pages.Receivers.Sending;
import io.tidegate.gateway.proofs.Gap;
import io.tidegate.gateway.proofs.ReceiverReport;
import io.tidegate.gateway.proofs.ReceiverReports.StoredReport;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Takes what receivers say that they have, and has proven what they may have. Used by the server's event loop only. */
final class ReceiversApi {

    private final Taking taking;
    private final Rooms rooms;
    private final Receivers receivers;

    ReceiversApi(Taking taking, Rooms rooms) {
        this.taking = taking;
        this.rooms = rooms;
        this.receivers = new Receivers(rooms);
    }

    /** Has all that there is proven now, and does not wait for it. */
    void prove(RoutingContext request) {
        rooms.proofs().ask();
        Answer.object(202, json -> json.writeNumberField("upTo", rooms.journal().lastPosition()))
                .send(request.response());
    }

    void report(RoutingContext request) {
        taking.json(request, this::report);
    }

    private CompletionStage<Answer> report(Taking.Brought brought) throws InvalidRequest, SQLException {
        String id = brought.path("sink");
        SinkReport sink = rooms.surroundings().sinks().get().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(Decisions::unknown);
        boolean resend = brought.asked().flag("resend");
        Instant now = rooms.surroundings().clock().instant();
        long known = receivers.known(id, brought.asked().instant("made", Receivers.made(now)));
        StoredReport stored = new StoredReport(read(brought.body()), now, known, Optional.empty());
        Compared compared = receivers.compare(id, stored);
        List<Gap> lacking = compared.lacking();
        if (resend && !lacking.isEmpty() && sink.backlog().owed() > 0) {
            return rooms.proofs().reports().keep(id, stored).thenApply(_ -> onTheirWay(sink));
        }
        Sending sending = receivers.send(id, stored, resend ? lacking : List.of());
        List<Line> lines = resend ? sending.lines() : Line.unsent(lacking);
        Answer answer = Answer.object(json -> {
            write(json, sink, stored, lines);
            json.writeNumberField("givenUp", compared.givenUp());
        });
        return sending.onDisk().thenApply(_ -> answer);
    }

    private ReceiverReport read(byte[] body) throws InvalidRequest {
        try {
            return ReceiverReport.of(rooms.site().gateway().id(), body);
        } catch (IOException e) {
            throw new InvalidRequest(
                    400, String.valueOf(e.getMessage()), "docs/receivers says what stands in a report.");
        }
    }

    private static Answer onTheirWay(SinkReport sink) {
        return Answer.problem(
                409,
                sink.backlog().owed() + " entries of an outage are on their way yet",
                "Report again when they are there.");
    }

    private static void write(JsonGenerator json, SinkReport sink, StoredReport stored, List<Line> lines)
            throws IOException {
        json.writeNumberField("delivered", sink.account().delivered());
        json.writeNumberField("waiting", sink.account().waiting());
        json.writeNumberField("owed", sink.backlog().owed());
        json.writeNumberField("entries", stored.report().entries());
        json.writeNumberField("last", stored.report().last());
        json.writeFieldName("proofs");
        ReceiverReport.write(json, stored.report().condensed().checked());
        json.writeFieldName("lacking");
        Answer.objects(json, lines, (each, line) -> {
            each.writeNumberField("first", line.range().first());
            each.writeNumberField("last", line.range().last());
            each.writeBooleanField("sent", line.sent());
        });
    }
}
