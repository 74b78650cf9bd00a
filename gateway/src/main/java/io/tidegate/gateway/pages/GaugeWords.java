package io.tidegate.gateway.pages;

import io.tidegate.gateway.pages.GaugePage.Remark;
import io.tidegate.gateway.pages.Gauges.Known;
import io.tidegate.gateway.sensing.GaugeStanding;
import io.tidegate.gateway.sensing.GaugeStanding.Kind;
import io.tidegate.gateway.sensing.GaugeStanding.State;
import io.tidegate.observation.Item;
import io.tidegate.observation.Value;
import io.tidegate.site.StockSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scales and counters in one reader's words, at that moment. Immutable. */
record GaugeWords(Words words, StockSettings settings, Instant now) {

    /** Longer than that people think in minutes. */
    private static final long SECONDS_MAX = 120;

    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?[0-9]{1,15}(?:[.]|(?<comma>,))?[0-9]{0,15}\\s*(?<unit>[^0-9\\s+.,\"\\\\-][^0-9\\s\"\\\\]{0,15})?+");

    GaugePage.Row row(Known gauge) {
        GaugeStanding standing = gauge.standing();
        GaugeStanding.Goods goods = standing.goods();
        return new GaugePage.Row(
                new GaugePage.Sensor(
                        Words.name(standing.source().device().value()),
                        standing.source().toString()),
                new GaugePage.Goods(
                        StockWords.href(gauge.item().map(Item::id).orElse(goods.item())),
                        gauge.item().map(Item::name).orElse(goods.item()),
                        settings.nameOf(goods.location())),
                gauge.shown().map(shown -> shown(shown, gauge.unit())),
                standing.quantity()
                        .filter(_ -> !gauge.isWord())
                        .map(quantity -> comesTo(standing, quantity))
                        .orElse(""),
                gauge.booked().map(booked -> amount(standing, booked)).orElse(""),
                remarks(gauge));
    }

    private GaugePage.Shown shown(Known.Shown shown, Optional<String> unit) {
        return new GaugePage.Shown(Cards.valued(words, unit, shown.value()), Glance.Age.of(words, shown.heard(), now));
    }

    private String comesTo(GaugeStanding standing, BigDecimal quantity) {
        if (standing.kind() == Kind.SCALE) {
            return amount(standing, quantity);
        }
        return quantity.signum() == 0 ? "" : words.say("sensors.gained", amount(standing, quantity));
    }

    private String amount(GaugeStanding standing, BigDecimal quantity) {
        return words.number(quantity)
                + Units.SPACE
                + words.unit(standing.goods().unit(), quantity);
    }

    private List<Remark> remarks(Known gauge) {
        List<Remark> remarks = new ArrayList<>();
        if (gauge.item().isEmpty()) {
            String item = gauge.standing().goods().item();
            remarks.add(new Remark(
                    Glance.Tone.WARN, words.say("sensors.unnamed", item), StockList.naming(item), Optional.empty()));
        }
        remarks.addAll(device(gauge));
        return remarks;
    }

    /** What its device does, and what becomes of it. */
    private List<Remark> device(Known gauge) {
        List<Remark> remarks = new ArrayList<>();
        gauge.fault()
                .ifPresent(fault -> remarks.add(new Remark(
                        Glance.Tone.BAD, words.raw("device.fault"), "", Optional.of(words.reason(fault.reason())))));
        if (gauge.fault().isEmpty()) {
            gauge.silentSince()
                    .ifPresent(since ->
                            remarks.add(Remark.of(Glance.Tone.WARN, words.say("sensors.silent", words.moment(since)))));
        }
        if (remarks.isEmpty() || !(gauge.standing().state() instanceof State.Unheard)) {
            remarks.add(state(gauge));
        }
        GaugeStanding.Bookings bookings = gauge.standing().bookings();
        if (bookings.waiting() > 0) {
            remarks.add(Remark.of(Glance.Tone.WARN, words.say("sensors.waiting", bookings.waiting())));
        }
        if (bookings.parked() > 0) {
            remarks.add(new Remark(
                    bookings.reason().isPresent() ? Glance.Tone.BAD : Glance.Tone.WARN,
                    words.say("sensors.parked", bookings.parked()),
                    "/parked",
                    bookings.reason().map(words::reason)));
        }
        return remarks;
    }

    private Remark state(Known gauge) {
        if (gauge.isWord()) {
            return Remark.of(Glance.Tone.WARN, word(gauge));
        }
        return switch (gauge.standing().state()) {
            case State.Unheard _ -> unheard(gauge);
            case State.Still _ ->
                Remark.of(
                        Glance.Tone.GOOD,
                        words.raw(gauge.standing().kind() == Kind.SCALE ? "sensors.still" : "sensors.all"));
            case State.Settling(BigDecimal quantity, Instant until) ->
                Remark.of(
                        Glance.Tone.WARN,
                        words.say("sensors.settling", amount(gauge.standing(), quantity), left(until)));
            case State.Lifted _ -> Remark.of(Glance.Tone.WARN, words.raw("sensors.lifted"));
            case State.Overfull _ -> Remark.of(Glance.Tone.BAD, words.raw("sensors.overfull"));
            case State.Collecting(Instant until) ->
                Remark.of(Glance.Tone.GOOD, words.say("sensors.collecting", left(until)));
            case State.Fewer(Instant until) -> Remark.of(Glance.Tone.WARN, words.say("sensors.fewer", left(until)));
            case State.TooMany(Instant until) -> Remark.of(Glance.Tone.BAD, words.say("sensors.many", left(until)));
        };
    }

    /** Often a number with its unit, or with a comma, which a device of the site file can say how to read. */
    private String word(Known gauge) {
        String said = gauge.field()
                .map(field -> field.value() instanceof Value.Text text ? text.value() : "")
                .orElse("");
        Matcher number = NUMBER.matcher(said.strip());
        if (!number.matches() || (number.group("comma") == null && number.group("unit") == null)) {
            return words.raw("sensors.word");
        }
        List<String> keys = new ArrayList<>();
        if (number.group("comma") != null) {
            keys.add("decimal: comma");
        }
        if (number.group("unit") != null) {
            keys.add("units: \"" + number.group("unit") + "\"");
        }
        return words.say("sensors.numbers", "numbers: {" + String.join(", ", keys) + "}");
    }

    /** Mostly a name that is written in another way here than there. */
    private Remark unheard(Known gauge) {
        String field = gauge.standing().source().field();
        if (gauge.device().isEmpty()) {
            return Remark.of(Glance.Tone.WARN, words.raw("sensors.unheard"));
        }
        if (gauge.field().isEmpty()) {
            String told = String.join(", ", gauge.device().get().fields().keySet());
            return Remark.of(
                    Glance.Tone.WARN, words.say(told.isEmpty() ? "sensors.no.fields" : "sensors.field", field, told));
        }
        return Remark.of(Glance.Tone.WARN, words.raw("sensors.since"));
    }

    /** In begun seconds or minutes. */
    private String left(Instant until) {
        Duration left = Duration.between(now, until);
        if (!left.isPositive()) {
            return words.raw("sensors.next");
        }
        long seconds = Math.ceilDiv(left.toMillis(), 1_000);
        return seconds > SECONDS_MAX
                ? words.say("sensors.minutes", Math.ceilDiv(seconds, 60))
                : words.say("sensors.seconds", seconds);
    }
}
