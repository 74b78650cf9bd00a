package io.tidegate.clouds.influxdb;

import io.tidegate.clouds.epcis.Step;
import io.tidegate.observation.Amount;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Cause;
import io.tidegate.observation.CommandResult;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Level;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Proof;
import io.tidegate.observation.RemoteCommand;
import io.tidegate.observation.RemoteJson;
import io.tidegate.observation.Reversal;
import io.tidegate.observation.Summary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All kinds of entries as points, for dashboards of many sites: readings as {@link ReadingLines} has them, all else in a
 * measurement that is called like its kind. Safe from any thread.
 */
record EntryLines(Origin origin, ReadingLines readings) implements PointLines {

    EntryLines(Origin origin) {
        this(origin, new ReadingLines(origin));
    }

    @Override
    public Optional<List<String>> of(Entry entry) {
        Optional<List<String>> values = readings.of(entry);
        return entry.observation() instanceof Observation.Reading
                ? values
                : InfluxTime.nanos(entry.observation().at(), entry.position())
                        .map(nanos -> Stream.concat(
                                        values.stream().flatMap(List::stream),
                                        lines(entry).stream()
                                                .map(line -> line.whole("position", entry.position())
                                                        .at(nanos)))
                                .toList());
    }

    private List<Line> lines(Entry entry) {
        Line line = Line.of(entry.observation().kind(), entry, origin);
        return switch (entry.observation()) {
            case Observation.Reading _ -> List.of();
            case Observation.Scan scan ->
                List.of(line.tag("symbology", scan.symbology().word()).text("data", scan.data()));
            case Observation.Fault fault -> List.of(line.text("reason", fault.reason()));
            case Summary summary -> List.of(spreads(line, summary));
            case Proof proof -> List.of(proof(line, proof));
            case Level level -> List.of(level(line, level));
            case CatalogueItem known -> List.of(item(line, known));
            case Reversal reversal -> List.of(reversal(line, reversal));
            case Movement movement ->
                Step.of(movement.kindOfMovement()).stream()
                        .map(step -> movement(Line.of(movement.kind(), entry, origin), movement, step))
                        .toList();
            case RemoteCommand command -> List.of(line.text("id", command.id()).text("body", RemoteJson.sent(command)));
            case CommandResult result -> List.of(result(line, result));
        };
    }

    /** Beside the means, which stand among the readings. */
    private static Line spreads(Line line, Summary summary) {
        line.whole("readings", summary.readings());
        summary.fields().forEach((name, digest) -> {
            if (digest instanceof Summary.Spread spread) {
                String inLine = FieldNames.inLines(name);
                line.field(inLine + "_min", spread.min()).field(inLine + "_max", spread.max());
            }
        });
        return line;
    }

    /** Points have no ids, so that only the count can be compared there. */
    private static Line proof(Line line, Proof proof) {
        return line.tag("of", proof.of())
                .text("from", proof.range().from().toString())
                .text("to", proof.range().to().toString())
                .whole("first", proof.range().first())
                .whole("last", proof.range().last())
                .whole("count", proof.sum().count())
                .text("hash", proof.sum().hash());
    }

    private static Line result(Line line, CommandResult result) {
        line.tag("outcome", result.outcome().word()).text("id", result.id());
        result.command().ifPresent(word -> line.text("command", word));
        result.reason().ifPresent(reason -> line.text("reason", reason));
        return line;
    }

    private static Line level(Line line, Level level) {
        line.tag("item", level.item()).tag("location", level.location());
        level.lot().ifPresent(lot -> line.tag("lot", lot));
        return line.field("quantity", level.amount().quantity().doubleValue())
                .text("unit", level.amount().unit());
    }

    private static Line item(Line line, CatalogueItem known) {
        line.tag("item", known.item().id())
                .text("name", known.item().name())
                .text("unit", known.item().unit());
        known.item().supply().minimum().ifPresent(minimum -> line.field("minimum", minimum.doubleValue()));
        return line;
    }

    /** What it is about is not known here: the levels tell what has come of it. */
    private static Line reversal(Line line, Reversal reversal) {
        line.tag("kind", Reversal.WORD).text("id", reversal.id()).text("reverses", reversal.reverses());
        return cause(line, reversal.cause());
    }

    /** A transfer is seen at both of its ends, each with what becomes of the goods there. */
    private static Line movement(Line line, Movement movement, Step step) {
        boolean arrives = step.isSeenWhereGoodsCome();
        String location = (arrives ? movement.way().to() : movement.way().from()).orElse("");
        Goods goods = movement.goods();
        Amount amount = goods.booked().orElse(goods.amount());
        double quantity = amount.quantity().doubleValue();
        line.tag("bizStep", step.bizStep())
                .tag("item", goods.item())
                .tag("kind", movement.kindOfMovement().word())
                .tag("location", location)
                .field("quantity", quantity);
        if (movement.kindOfMovement() != MovementKind.COUNT) {
            line.field("change", arrives ? quantity : -quantity);
        }
        line.text("unit", amount.unit()).text("id", movement.id());
        goods.lot().ifPresent(lot -> line.text("lot", lot));
        return cause(line, movement.cause());
    }

    private static Line cause(Line line, Cause cause) {
        line.text("cause", cause.source().word());
        cause.reason().ifPresent(reason -> line.text("reason", reason));
        return line;
    }
}
