package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Line;
import io.tidegate.gateway.inventory.Shelves;
import io.tidegate.gateway.scanning.ScanCommand;
import io.tidegate.observation.Cause;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.site.StockSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stock and its ledger in one reader's words. Immutable. */
record StockWords(Words words, StockSettings settings, LocalDate today) {

    static final String PATH = "/stock";

    static StockWords of(Rooms rooms, Asked asked) {
        return new StockWords(rooms.words(asked), rooms.site().stock(), rooms.today());
    }

    static String inAddress(String text) {
        // A plus is a space in a query only.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String href(String item) {
        return PATH + "/" + inAddress(item);
    }

    StockList.Row row(Shelves.Row row) {
        return new StockList.Row(
                href(row.item()),
                row.name(),
                row.location().map(this::where).orElse(new StockList.Where(words.raw("stock.nowhere"), "")),
                row.lot().orElse(""),
                row.expiry().map(this::expiry).orElse(""),
                words.amount(row.amount()),
                tone(row));
    }

    private StockList.Where where(String location) {
        boolean watched = settings.location(location)
                .flatMap(StockSettings.Location::device)
                .isPresent();
        return new StockList.Where(settings.nameOf(location), watched ? ColdPages.href(location) : "");
    }

    /** What it is, and of which lot where that is known. */
    String named(String name, Optional<String> lot) {
        return lot.map(known -> name + ", " + words.say("stock.of.lot", known)).orElse(name);
    }

    String expiry(LocalDate day) {
        return words.say(day.isBefore(today) ? "stock.expired" : "stock.expires", words.date(day));
    }

    private Glance.Tone tone(Shelves.Row row) {
        boolean expired = row.expiry().filter(day -> day.isBefore(today)).isPresent();
        return row.amount().quantity().signum() < 0 || expired ? Glance.Tone.BAD : Glance.Tone.GOOD;
    }

    /** Empty for a reversal: it stands at the line that it takes back. */
    Optional<StockItem.Line> line(Line row) {
        if (!(row.booking() instanceof Movement movement)) {
            return Optional.empty();
        }
        return Optional.of(new StockItem.Line(
                movement.id(),
                words.moment(movement.at()),
                words.say(
                        key(movement.kindOfMovement()),
                        words.amount(movement.goods().amount())),
                movement.way().locations().stream().map(settings::nameOf).collect(Collectors.joining(" → ")),
                movement.goods().lot().orElse(""),
                who(movement),
                row.reversed()));
    }

    private String who(Movement movement) {
        Cause cause = movement.cause();
        return Stream.of(
                        cause.who(),
                        cause.reason().map(this::cause),
                        cause.override().map(this::cause),
                        Optional.of(words.say(
                                key(cause.source()),
                                Words.name(movement.device().value()))))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }

    /** What a scanner's command gives as a reason stands in the ledger as the command says it; of others it is theirs. */
    String cause(String said) {
        return switch (said) {
            case ScanCommand.OVERRIDDEN -> words.raw("cause.override");
            case "expired" -> words.raw("cause.expired");
            case "broken" -> words.raw("cause.broken");
            default -> said;
        };
    }

    static String key(MovementKind kind) {
        return switch (kind) {
            case RECEIVE -> "stock.did.receive";
            case SELL -> "stock.did.sell";
            case RETURN -> "stock.did.return";
            case TRANSFER -> "stock.did.transfer";
            case COUNT -> "stock.did.count";
            case WASTE -> "stock.did.waste";
            case PRODUCE -> "stock.did.produce";
            case CONSUME -> "stock.did.consume";
            case ADJUST -> "stock.did.adjust";
        };
    }

    private static String key(Cause.Source source) {
        return switch (source) {
            case SCAN -> "stock.by.scan";
            case API -> "stock.by.api";
            case CHANNEL -> "stock.by.channel";
            case RULE -> "stock.by.rule";
            case SENSOR -> "stock.by.sensor";
            case PERSON -> "stock.by.person";
            case IMPORT -> "stock.by.import";
        };
    }
}
