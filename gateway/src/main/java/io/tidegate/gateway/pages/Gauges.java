package io.tidegate.gateway.pages;

import io.tidegate.gateway.live.LiveDevice;
import io.tidegate.gateway.sensing.GaugeStanding;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Item;
import io.tidegate.observation.Value;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scales and counters of the site, with what is known of their devices and items. Reads the database: for worker threads,
 * any of them.
 */
final class Gauges {

    private final Rooms rooms;

    Gauges(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * One of them. Immutable.
     *
     * @param item empty where the catalogue does not know it
     * @param device empty while it has said nothing
     * @param silent whether it has said nothing for longer than usual
     * @param unit of what it shows
     */
    record Known(
            GaugeStanding standing,
            Optional<Item> item,
            Optional<LiveDevice> device,
            boolean silent,
            Optional<String> unit) {

        /** @param heard when the journal took it */
        record Shown(Value value, Instant heard) {}

        /** The last value, also one that was told before the gateway started, or that is no number. */
        Optional<Shown> shown() {
            Optional<Shown> last = field().map(field -> new Shown(field.value(), field.recordedAt()));
            return isWord()
                    ? last
                    : standing.said()
                            .map(said -> new Shown(Value.of(said.value().doubleValue()), said.heard()))
                            .or(() -> last);
        }

        /** What was booked last, as far as that is known: what the ledger has refused was not. */
        Optional<BigDecimal> booked() {
            return standing.booked().filter(_ -> standing.bookings().reason().isEmpty());
        }

        /** Whether it shows what cannot be reckoned with. */
        boolean isWord() {
            return field().filter(field -> !(field.value() instanceof Value.Numeric))
                    .isPresent();
        }

        Optional<LiveDevice.Field> field() {
            return device.map(each -> each.fields().get(standing.source().field()));
        }

        Optional<LiveDevice.LastFault> fault() {
            return device.flatMap(LiveDevice::fault);
        }

        /** Since when it is silent. */
        Optional<Instant> silentSince() {
            return device.filter(_ -> silent).map(LiveDevice::lastSeen);
        }
    }

    /** In the order of the site file, those of one device together. */
    List<Known> all() throws SQLException {
        List<GaugeStanding> standings = rooms.sensing().gauges();
        Map<String, Item> items = rooms.inventory()
                .books()
                .items(standings.stream().map(each -> each.goods().item()).toList());
        Instant now = rooms.surroundings().clock().instant();
        return standings.stream()
                .map(each ->
                        known(each, Optional.ofNullable(items.get(each.goods().item())), now))
                .toList();
    }

    private Known known(GaugeStanding standing, Optional<Item> item, Instant now) {
        DeviceId id = standing.source().device();
        Optional<LiveDevice> device = rooms.live().device(id);
        return new Known(
                standing,
                item,
                device,
                device.filter(each -> rooms.fields().silent(each, now)).isPresent(),
                rooms.fields().profiles().unit(id, standing.source().field()));
    }
}
