package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.inventory.Exchange;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.partners.LedgerPart;
import io.tidegate.gateway.partners.PartnerStatus;
import io.tidegate.gateway.partners.Partners;
import io.tidegate.observation.Booking;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.StockJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/ledger}, which other gateways of the site read, and {@code partners}, how it stands with them. */
final class LedgerApi {

    private static final int CONFLICTS_MAX = 100;

    /** A mark behind which there was nothing, as long as nothing changes. */
    private record Nothing(String mark, long changes) {}

    private final Partners partners;
    private final Inventory inventory;
    private final Workers workers;
    private volatile Nothing nothing = new Nothing("", -1);

    LedgerApi(Rooms rooms, Workers workers) {
        this.partners = rooms.partners();
        this.inventory = rooms.inventory();
        this.workers = workers;
    }

    /** On the event loop: who asks without the token costs nothing, nor who asks whether there is news when there is none. */
    void ledger(RoutingContext request) {
        String authorization = Optional.ofNullable(request.request().getHeader(HttpHeaders.AUTHORIZATION))
                .orElse("");
        if (!partners.isToken(authorization)) {
            stranger().send(request.response());
            return;
        }
        Nothing known = nothing;
        boolean asBefore = known.changes == inventory.changes()
                && known.mark.equals(request.request().getParam("after", ""));
        if (asBefore) {
            answer(new Exchange.Part(List.of(), known.mark, false)).send(request.response());
            return;
        }
        workers.answer(request, this::ledger);
    }

    private Answer stranger() {
        return partners.any()
                ? Answer.problem(
                        401,
                        "This is for the other gateways of the site",
                        "Send 'Authorization: Bearer' with the token of stock.partners.")
                : Answer.problem(
                        403,
                        "This gateway has no partner",
                        "Name the other gateway as stock.partners in the site file.");
    }

    private Answer ledger(Asked asked) throws SQLException, InvalidRequest {
        int limit = (int) asked.number("limit", Exchange.LINES_MAX, 1, Exchange.LINES_MAX);
        // First: what comes while the rest is read is news the next time.
        long changes = inventory.changes();
        Exchange.Part part = partners.told(asked.parameter("after").orElse(""), limit);
        if (part.lines().isEmpty()) {
            nothing = new Nothing(part.next(), changes);
        }
        return answer(part);
    }

    private Answer answer(Exchange.Part part) {
        return Answer.json(json -> LedgerPart.write(json, partners.self(), part.next(), part.more(), part.lines()));
    }

    /** How it stands with each of them, and what two gateways say differently. */
    Answer partners(Asked asked) throws SQLException {
        List<Booking> conflicts = partners.conflicts();
        return Answer.object(json -> {
            json.writeFieldName("partners");
            Answer.objects(json, partners.status(), LedgerApi::write);
            json.writeNumberField("conflicts", conflicts.size());
            json.writeFieldName("newestConflicts");
            List<Booking> newest = conflicts.stream().limit(CONFLICTS_MAX).toList();
            Answer.objects(json, newest, (each, line) -> {
                each.writeStringField("time", EntryJson.time(line.at()));
                each.writeStringField("device", line.device().value());
                each.writeFieldName("movement");
                StockJson.write(each, line);
            });
        });
    }

    private static void write(JsonGenerator json, PartnerStatus status) throws IOException {
        json.writeStringField("url", status.url().toString());
        json.writeStringField("gateway", status.gateway().orElse(null));
        json.writeStringField("met", status.met().map(EntryJson::time).orElse(null));
        json.writeNumberField("taken", status.taken());
        json.writeNumberField("unread", status.unread());
        json.writeBooleanField("more", status.more());
        json.writeStringField("trouble", status.trouble().orElse(null));
    }
}
