package io.tidegate.gateway.ordering;

import io.tidegate.gateway.forecast.Demand;
import io.tidegate.gateway.forecast.Method;
import io.tidegate.gateway.ordering.Proposed.Decision;
import io.tidegate.gateway.ordering.Proposed.Fate;
import io.tidegate.gateway.ordering.Proposed.Figures;
import io.tidegate.gateway.ordering.Proposed.State;
import io.tidegate.gateway.ordering.Proposed.Subject;
import io.tidegate.gateway.replenishment.Proposal;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads a row of {@link ProposalTable}. Functions only. */
final class ProposalRow {

    static final String SELECT = """
            SELECT id, item, name, supplier, pack_unit, pack_of, quantity, unit, made, on_hand, on_order, lead_days, per_day,
              demand, method, season, safety, reorder_point, cover, reason, state, decided, who, note, ordered, closed,
              received, received_at, days_out
            FROM proposal\s""";

    private ProposalRow() {}

    /** @throws SQLException where it is damaged */
    static Proposed read(ResultSet row) throws SQLException {
        try {
            return new Proposed(
                    row.getString("id"),
                    new Subject(
                            row.getString("item"),
                            row.getString("name"),
                            row.getString("supplier"),
                            new Item.Pack(row.getString("pack_unit"), new BigDecimal(row.getString("pack_of")))),
                    amount(row, "quantity"),
                    Instant.ofEpochMilli(row.getLong("made")),
                    figures(row),
                    ReasonText.read(row.getString("reason")),
                    fate(row));
        } catch (IllegalArgumentException damaged) {
            throw new SQLException("a proposal cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    private static Figures figures(ResultSet row) throws SQLException {
        double cover = row.getDouble("cover");
        return new Figures(
                row.getDouble("on_hand"),
                row.getDouble("on_order"),
                row.getDouble("lead_days"),
                new Proposal.Figures(
                        row.getDouble("per_day"),
                        Demand.Kind.valueOf(row.getString("demand")),
                        new Method(Method.Kind.valueOf(row.getString("method")), row.getInt("season")),
                        row.getDouble("safety"),
                        row.getDouble("reorder_point"),
                        row.getObject("cover") == null ? Double.POSITIVE_INFINITY : cover));
    }

    private static Fate fate(ResultSet row) throws SQLException {
        State state = State.ofWord(row.getString("state")).orElseThrow(IllegalArgumentException::new);
        return switch (state) {
            case PROPOSED -> new Fate.Open();
            case ACCEPTED, RECEIVED, CLOSED ->
                new Fate.Ordered(
                        decision(row),
                        amount(row, "ordered"),
                        amount(row, "received"),
                        moment(row, "received_at"),
                        moment(row, "closed"));
            case IGNORED -> {
                int days = row.getInt("days_out");
                yield new Fate.Ignored(
                        decision(row), row.getObject("days_out") == null ? Optional.empty() : Optional.of(days));
            }
        };
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                Instant.ofEpochMilli(row.getLong("decided")),
                Optional.ofNullable(row.getString("who")),
                Optional.ofNullable(row.getString("note")));
    }

    private static Amount amount(ResultSet row, String column) throws SQLException {
        return Amount.ofMillionths(row.getLong(column), row.getString("unit"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.getObject(column) == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
