package io.tidegate.gateway.pages;

import io.tidegate.gateway.live.LiveDevice;
import io.tidegate.gateway.traceability.ColdChain;
import io.tidegate.gateway.traceability.Limits;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.FieldProfile;
import io.tidegate.site.StockSettings.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is asked of the cold chain, by the API and on the page. Safe from any thread. */
final class ColdQuestions {

    /** Of a device that is not heard now: half as long again as the longest that a thinned field waits. */
    private static final Duration SILENT_AFTER =
            FieldProfile.AT_LEAST_EVERY.multipliedBy(3).dividedBy(2);

    /** However often it speaks: readings are told by the minute. */
    private static final Duration SILENT_AFTER_MIN = Duration.ofMinutes(2);

    private static final int SILENT_MINUTES_MAX = 1_440;

    private final Rooms rooms;

    ColdQuestions(Rooms rooms) {
        this.rooms = rooms;
    }

    /** Those that a device watches. */
    List<Location> locations() {
        return rooms.site().stock().locations().stream()
                .filter(each -> each.device().isPresent())
                .toList();
    }

    Location location(String id) throws InvalidRequest {
        return locations().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        404,
                        "No device watches a location '" + id + "'",
                        "Name it in the site file, as stock.locations[].device."));
    }

    /** Empty when neither the caller nor a profile says one. */
    Optional<Limits> limits(Asked asked, Location location) throws InvalidRequest {
        OptionalDouble above = decimal(asked, "above");
        OptionalDouble below = decimal(asked, "below");
        if (above.isEmpty() && below.isEmpty()) {
            above = usual(location);
        }
        if (above.isEmpty() && below.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Limits(above, below));
        } catch (IllegalArgumentException unfit) {
            throw new InvalidRequest(400, String.valueOf(unfit.getMessage()), "Exchange them, or leave one out.");
        }
    }

    /** What the field's profile says is good. */
    private OptionalDouble usual(Location location) {
        return rooms.fields()
                .profiles()
                .of(device(location), location.field())
                .flatMap(FieldProfile::limits)
                .filter(limits -> Double.isFinite(limits.max()))
                .map(limits -> OptionalDouble.of(limits.max()))
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble decimal(Asked asked, String name) throws InvalidRequest {
        Optional<String> text = asked.parameter(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text.get().strip().replace(',', '.'));
            if (Double.isFinite(number)) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as for what is no finite one.
        }
        throw new InvalidRequest(400, "The parameter '" + name + "' is no number", "Write it such as 8 or -18.5.");
    }

    /** @param to what is still to come is left out */
    ColdChain.Question question(Asked asked, Location location, Limits limits, Instant from, Instant to)
            throws InvalidRequest {
        Instant now = rooms.surroundings().clock().instant();
        DeviceId device = device(location);
        long usual = silentAfter(device).plusSeconds(59).toMinutes();
        Duration silentAfter = Duration.ofMinutes(asked.number("silent", usual, 1, SILENT_MINUTES_MAX));
        try {
            return new ColdChain.Question(
                    location.id(), device, location.field(), limits, from, to.isAfter(now) ? now : to, silentAfter);
        } catch (IllegalArgumentException unfit) {
            throw new InvalidRequest(400, String.valueOf(unfit.getMessage()), "Choose another time.");
        }
    }

    private Duration silentAfter(DeviceId device) {
        Duration usual = rooms.live()
                .device(device)
                .filter(LiveDevice::canBeSilent)
                .map(rooms.fields()::silentAfter)
                .orElse(SILENT_AFTER);
        return usual.compareTo(SILENT_AFTER_MIN) < 0 ? SILENT_AFTER_MIN : usual;
    }

    private static DeviceId device(Location location) {
        return location.device().orElseThrow();
    }

    /** In which the field's numbers are, as the site file or the device has it. */
    Optional<String> unit(Location location) {
        return rooms.fields().profiles().unit(device(location), location.field());
    }
}
