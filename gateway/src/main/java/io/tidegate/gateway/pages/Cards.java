package io.tidegate.gateway.pages;

import io.tidegate.driver.Conditioning;
import io.tidegate.driver.FieldStatus;
import io.tidegate.gateway.live.LiveDevice;
import io.tidegate.observation.Value;
import io.tidegate.site.Control;
import io.tidegate.site.FieldProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts one device into words for its card, with the names and units of its profile. For worker threads, any of them. */
final class Cards {

    private final Rooms rooms;

    Cards(Rooms rooms) {
        this.rooms = rooms;
    }

    Glance.Card card(Words words, LiveDevice device, Glance.Age lastSeen) {
        Instant now = rooms.surroundings().clock().instant();
        Optional<Glance.Chart> chart = Optional.empty();
        List<Glance.Fact> facts = new ArrayList<>();
        for (Map.Entry<String, LiveDevice.Field> field : device.fields().entrySet()) {
            String name = field.getKey();
            if (isMark(device, name)) {
                continue;
            }
            Optional<FieldProfile> profile = rooms.fields().profiles().of(device.id(), name);
            facts.add(new Glance.Fact(
                    named(words, profile, name),
                    valued(words, unit(device, name), field.getValue().value()),
                    mark(words, device, name)));
            if (chart.isEmpty() && field.getValue().value() instanceof Value.Numeric) {
                chart = chart(words, device, name, named(words, profile, name), facts.size() == 1);
            }
        }
        device.scan()
                .ifPresent(scan -> facts.add(new Glance.Fact(words.raw("device.scan"), scan.data(), Optional.empty())));
        boolean silent = rooms.fields().silent(device, now);
        boolean faulty = device.fault().isPresent();
        return new Glance.Card(
                words,
                device.id().value(),
                Words.name(device.id().value()),
                faulty ? Glance.Tone.BAD : silent ? Glance.Tone.WARN : Glance.Tone.GOOD,
                faulty || silent ? Optional.of(words.raw(faulty ? "device.fault" : "device.silent")) : Optional.empty(),
                device.fault().map(fault -> words.reason(fault.reason())),
                lastSeen,
                silentAfterSeconds(device),
                facts,
                rooms.control(device.id())
                        .filter(control -> control.allowed().contains(Control.Asker.PAGE))
                        .map(control -> choices(words, device, control))
                        .orElse(List.of()),
                chart);
    }

    private List<Glance.Choice> choices(Words words, LiveDevice device, Control control) {
        return control.choices().entrySet().stream()
                .map(choice -> new Glance.Choice(
                        named(words, rooms.fields().profiles().of(device.id(), choice.getKey()), choice.getKey()),
                        choice.getValue().stream()
                                .map(value -> press(words, device, choice.getKey(), value))
                                .toList()))
                .toList();
    }

    private static Glance.Press press(Words words, LiveDevice device, String field, Value value) {
        LiveDevice.Field now = device.fields().get(field);
        return new Glance.Press(
                "/devices/" + device.id() + "/" + field + "/" + Rooms.word(value),
                label(words, Rooms.word(value)),
                now != null && now.value().equals(value));
    }

    private static String label(Words words, String value) {
        return switch (value) {
            case "true" -> words.raw("press.on");
            case "false", "off" -> words.raw("press.off");
            case "steady" -> words.raw("press.steady");
            case "blinking" -> words.raw("press.blinking");
            case "short" -> words.raw("press.short");
            case "double" -> words.raw("press.double");
            case "long" -> words.raw("press.long");
            case "alarm" -> words.raw("press.alarm");
            default -> Words.name(value);
        };
    }

    /** What says of another field that it is out of range, or doubtful, is shown with that. */
    private static boolean isMark(LiveDevice device, String name) {
        return Stream.of(Conditioning.OUT_OF_RANGE, FieldStatus.STATUS)
                .anyMatch(mark -> name.endsWith(mark)
                        && device.fields().containsKey(name.substring(0, name.length() - mark.length())));
    }

    private static Optional<String> mark(Words words, LiveDevice device, String name) {
        LiveDevice.Field outside = device.fields().get(name + Conditioning.OUT_OF_RANGE);
        if (outside != null && outside.value().equals(Value.of(true))) {
            return Optional.of(words.raw("device.outOfRange"));
        }
        LiveDevice.Field status = device.fields().get(name + FieldStatus.STATUS);
        return status != null
                        && status.value() instanceof Value.Text said
                        && !said.value().equals(FieldStatus.GOOD)
                ? Optional.of(words.reason(said.value()).text())
                : Optional.empty();
    }

    private static String named(Words words, Optional<FieldProfile> profile, String field) {
        return profile.map(FieldProfile::name)
                .map(names -> names.get(words.language()))
                .orElseGet(() -> Words.name(field));
    }

    private Optional<String> unit(LiveDevice device, String field) {
        return rooms.fields().profiles().unit(device.id(), field);
    }

    static String valued(Words words, Optional<String> unit, Value value) {
        return unit.filter(_ -> value instanceof Value.Numeric)
                .map(Units::shown)
                .filter(shown -> !shown.isEmpty())
                .map(shown -> words.value(value) + Units.SPACE + shown)
                .orElseGet(() -> words.value(value));
    }

    /** 0 for a device that cannot be called silent: a scanner, or one that has spoken once. */
    private long silentAfterSeconds(LiveDevice device) {
        return device.canBeSilent() ? rooms.fields().silentAfter(device).toSeconds() : 0;
    }

    private Optional<Glance.Chart> chart(Words words, LiveDevice device, String field, String name, boolean isFirst) {
        return rooms.live()
                .lastHour(device.id(), field)
                .flatMap(hour -> Sparkline.of(hour).stream().findFirst())
                .map(line -> {
                    String low = words.number(line.low());
                    String high = words.number(line.high());
                    return new Glance.Chart(
                            line,
                            words.say("device.chart", name, low, high),
                            isFirst ? words.raw("device.hour") : words.say("device.hour.of", name),
                            words.say("device.range", low, high));
                });
    }
}
