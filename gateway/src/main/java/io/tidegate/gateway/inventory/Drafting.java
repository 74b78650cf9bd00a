package io.tidegate.gateway.inventory;

import io.tidegate.codes.Code;
import io.tidegate.codes.Codes;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.DeviceTime;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Members;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Reversal;
import io.tidegate.site.Nearest;
import io.tidegate.site.StockSettings;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes drafts of what is sent in: fills in what the site file and the catalogue know, and says what they object to. What can
 * be no line at all is told by an {@link IllegalArgumentException} that says what to do. Used by one thread, with one connection.
 */
final class Drafting {

    private static final Set<String> MEMBERS = Set.of(
            "id",
            "kind",
            "item",
            "quantity",
            "unit",
            "from",
            "to",
            "location",
            "lot",
            "serial",
            "expiry",
            "time",
            "device",
            "reason",
            "who",
            "override",
            "run",
            "reverses");

    private static final DeviceId API = new DeviceId("api");

    private final StockSettings settings;
    private final ZoneId zone;
    private final Codes codes;
    private final Moments moments;
    private final Foreseen foreseen;
    private final EarlierLines earlier = new EarlierLines();

    /** What does not change from one request to the next. */
    record Rules(StockSettings settings, Codes codes, ZoneId zone, Moments moments) {

        static Rules of(StockSettings settings, ZoneId zone, Moments moments) {
            return new Rules(settings, new Codes(settings.inStoreCodes(), settings.eightDigits()), zone, moments);
        }

        LocalDate today() {
            return LocalDate.ofInstant(moments.now(), zone);
        }
    }

    Drafting(Rules rules, Foreseen foreseen) {
        this.settings = rules.settings;
        this.zone = rules.zone;
        this.codes = rules.codes;
        this.moments = rules.moments;
        this.foreseen = foreseen;
    }

    /** The lines of one list in their order. */
    Draft draft(Members sent, Cause from) throws SQLException {
        Draft draft = drafted(sent, from);
        earlier.add(draft);
        return draft;
    }

    private Draft drafted(Members sent, Cause from) throws SQLException {
        sent.onlyOf(MEMBERS);
        String id = sent.requiredText("id");
        String word = sent.requiredText("kind");
        DeviceId device = sent.text("device").map(DeviceId::of).orElse(API);
        Optional<Instant> time = time(sent, from);
        if (word.equals(Reversal.WORD)) {
            Instant at = time.orElseGet(() -> moments.next(id, false));
            Reversal reversal = new Reversal(device, at, id, sent.requiredText("reverses"), cause(sent, from));
            return new Draft(reversal, time.isPresent(), "", Optional.empty(), nothingToReverse(reversal));
        }
        MovementKind kind = MovementKind.ofWord(word).orElseThrow(() -> unknownKind(word));
        List<String> objections = new ArrayList<>();
        Cause cause = cause(sent, from);
        Goods goods = goods(sent, LocalDate.ofInstant(time.orElseGet(moments::now), zone), cause, objections);
        Instant at = time.orElseGet(() -> moments.next(goods.item(), kind == MovementKind.COUNT));
        Movement.Way way = way(sent, kind);
        way.locations().forEach(location -> objection(location).ifPresent(objections::add));
        Movement movement = new Movement(device, at, id, kind, goods, way, cause);
        expired(movement).ifPresent(objections::add);
        Tracked.missing(movement, foreseen.item(goods.item()), this::expiry).ifPresent(objections::add);
        time.flatMap(_ -> ahead(movement)).ifPresent(objections::add);
        // Asked once: who asks again may hear of another's, and take it for settled.
        Optional<String> settled = foreseen.unit(goods.item());
        otherUnit(goods, settled).ifPresent(objections::add);
        Optional<String> firstUnit = settled.isPresent()
                ? Optional.empty()
                : Optional.of(goods.booked().orElse(goods.amount()).unit());
        return new Draft(
                movement,
                time.isPresent(),
                goods.item(),
                firstUnit,
                objections.stream().findFirst());
    }

    /** A clock that was never set says nothing: what it observed comes when it is booked. */
    private Optional<Instant> time(Members sent, Cause from) {
        boolean own = from.source() != Cause.Source.API;
        return sent.text("time").map(this::time).filter(_ -> !own || !moments.isBehind());
    }

    /** What is not there yet may still come. */
    private Optional<String> nothingToReverse(Reversal reversal) throws SQLException {
        boolean again = earlier.isReversal(reversal.reverses())
                || foreseen.line(reversal.reverses())
                        .filter(draft -> draft.line() instanceof Reversal)
                        .isPresent();
        return again
                ? Optional.of("'" + reversal.reverses()
                        + "' is a reversal itself. Book again what it took back, under a new id.")
                : Optional.empty();
    }

    private static IllegalArgumentException unknownKind(String word) {
        List<String> words = Stream.concat(
                        Arrays.stream(MovementKind.values()).map(MovementKind::word), Stream.of(Reversal.WORD))
                .toList();
        return new IllegalArgumentException("The kind '" + word + "' is not known. " + Nearest.hint(word, words));
    }

    private Instant time(String text) {
        Instant time = DeviceTime.ofText(text);
        if (time == null) {
            throw new IllegalArgumentException(
                    "'time' is no RFC 3339 with an offset. Write it like 2026-11-23T10:00:00Z, or leave it out.");
        }
        if (!DeviceTime.isUsable(time, moments.now())) {
            throw new IllegalArgumentException(
                    "'time' is before the year 2000 or more than a day ahead. Set the clock that is wrong, or leave it out.");
        }
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    private static Cause cause(Members sent, Cause from) {
        return new Cause(
                from.source(),
                sent.text("who").or(from::who),
                sent.text("reason").or(from::reason),
                sent.text("override").or(from::override),
                from.ref(),
                sent.text("run").or(from::run));
    }

    /** The item by its id or a code; a whole label also tells its lot, serial number and expiry. */
    private Goods goods(Members sent, LocalDate today, Cause cause, List<String> objections) throws SQLException {
        Meant meant = foreseen.meant(codes, sent.requiredText("item").strip(), today);
        if (cause.override().isEmpty()
                && meant.label().filter(Drafting::isWhole).isPresent()) {
            meant.doubt()
                    .filter(Doubt::stops)
                    .map(doubt -> doubt.words(meant.code()))
                    .ifPresent(objections::add);
        }
        Amount amount =
                new Amount(sent.requiredDecimal("quantity"), sent.text("unit").orElse(Amount.EACH));
        Goods goods = new Goods(
                meant.item(),
                Optional.of(meant.code()).filter(code -> !code.equals(meant.item())),
                amount,
                Optional.empty(),
                Optional.empty(),
                text(sent, "lot").or(() -> meant.label().flatMap(Code::lot)),
                text(sent, "serial").or(() -> meant.label().flatMap(Code::serial)),
                sent.date("expiry").or(() -> meant.label().flatMap(Code::lastDay)));
        if (meant.naming().isEmpty()) {
            return goods;
        }
        try {
            Booked booked = meant.naming().get().book(amount);
            return goods.known(
                    booked.item(),
                    meant.naming().get().gtin(),
                    Amount.ofMillionths(booked.millionths(), booked.unit()));
        } catch (IllegalArgumentException otherUnit) {
            objections.add(String.valueOf(otherUnit.getMessage()));
            return goods;
        }
    }

    /** Not a bare number, which may be an own one that only looks like a mistyped one of GS1. */
    private static boolean isWhole(Code label) {
        return label instanceof Code.Gs1 || label instanceof Code.DigitalLink;
    }

    /** So many pieces and so many kilograms have no sum; of what the catalogue knows it knows the unit, too. */
    private Optional<String> otherUnit(Goods goods, Optional<String> settled) {
        return earlier.unit(goods.item())
                .or(() -> settled)
                .filter(_ -> goods.booked().isEmpty())
                .filter(unit -> !unit.equals(goods.amount().unit()))
                .map(unit -> "'" + goods.item() + "' was booked in '" + unit + "' before, and not in '"
                        + goods.amount().unit() + "'. Use that, or add it to the catalogue.");
    }

    /** Without blanks around it, which nobody sees and which would make it another one. */
    private static Optional<String> text(Members sent, String name) {
        return sent.text(name).map(String::strip);
    }

    private Movement.Way way(Members sent, MovementKind kind) {
        Optional<String> single = text(sent, "location");
        if (single.isPresent() && kind == MovementKind.TRANSFER) {
            throw new IllegalArgumentException("A transfer has two locations. Send 'from' and 'to'.");
        }
        Optional<String> from = text(sent, "from");
        Optional<String> to = text(sent, "to");
        if (kind != MovementKind.TRANSFER) {
            // Whichever end is named, the kind says which one it is.
            String location = single.or(() -> kind.leaves() ? from.or(() -> to) : to.or(() -> from))
                    .orElse(settings.location());
            return kind.leaves() ? Movement.Way.from(location) : Movement.Way.to(location);
        }
        return new Movement.Way(from, to);
    }

    private Optional<String> objection(String location) {
        if (settings.knows(location)) {
            return Optional.empty();
        }
        List<String> ids =
                settings.locations().stream().map(StockSettings.Location::id).toList();
        return Optional.of("The location '" + location + "' is not in the site file. " + Nearest.hint(location, ids));
    }

    /** A count swallows what is sold before its moment. A scale's is taken all the same: nobody is there to send it anew. */
    private Optional<String> ahead(Movement movement) {
        boolean taken = movement.kindOfMovement() != MovementKind.COUNT
                || movement.cause().source() == Cause.Source.SENSOR
                || !DeviceTime.isAhead(movement.at(), moments.now());
        return taken
                ? Optional.empty()
                : Optional.of(
                        "This count is of a time still to come, and what is sold until then would count for nothing."
                                + " The gateway's clock says " + EntryJson.time(moments.now())
                                + ": set the clock that is wrong, or leave 'time' out.");
    }

    private Optional<LocalDate> expiry(String item, String lot) throws SQLException {
        Optional<LocalDate> before = earlier.expiry(item, lot);
        return before.isPresent() ? before : Lots.expiry(foreseen.sql(), item, lot);
    }

    private Optional<String> expired(Movement movement) throws SQLException {
        Goods goods = movement.goods();
        if (movement.kindOfMovement() != MovementKind.SELL
                || movement.cause().override().isPresent()) {
            return Optional.empty();
        }
        // The label is believed, and what was known when the lot came in as well.
        Optional<LocalDate> known =
                goods.lot().isPresent() ? expiry(goods.item(), goods.lot().get()) : Optional.empty();
        Optional<LocalDate> expiry =
                Stream.of(goods.expiry(), known).flatMap(Optional::stream).min(Comparator.naturalOrder());
        return expiry.filter(day -> day.isBefore(LocalDate.ofInstant(movement.at(), zone)))
                .map(day -> "This expired on " + day
                        + ". Take another; or send 'override' with the reason, which is kept.");
    }
}
