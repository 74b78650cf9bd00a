package io.tidegate.gateway.pages;

import io.tidegate.driver.Command;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.Outcome;
import io.tidegate.driver.WatchStatus;
import io.tidegate.gateway.commands.CloudCommands;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.live.LiveDevice;
import io.tidegate.gateway.live.LiveSite;
import io.tidegate.gateway.ordering.Orders;
import io.tidegate.gateway.partners.Partners;
import io.tidegate.gateway.proofs.Proofs;
import io.tidegate.gateway.scanning.Scanning;
import io.tidegate.gateway.sensing.Sensing;
import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.gateway.traceability.ColdChain;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import io.tidegate.site.Control;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.FieldProfile;
import io.tidegate.site.Profiles;
import io.tidegate.site.SiteFile;
import io.tidegate.sync.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that the pages read. The suppliers answer from memory at once, from any thread.
 *
 * @param siteFile the file of the site, which may change
 * @param site by which the gateway was started: what cannot change without a start is the same in every later file
 * @param fields what the site knows of its devices' fields
 * @param outward what goes on with clouds
 */
public record Rooms(
        SiteDoor siteFile,
        SiteFile site,
        Fields fields,
        Journal journal,
        LiveSite live,
        Past past,
        Stock stock,
        Outward outward,
        Surroundings surroundings) {

    /** The ledger, and what follows from it. */
    public record Stock(
            Inventory inventory,
            Orders orders,
            Scanning scanning,
            Sensing sensing,
            Partners partners,
            ColdChain coldChain) {}

    /**
     * Beside what is delivered.
     *
     * @param proofs that receivers have everything
     * @param commands what clouds asked
     */
    public record Outward(Proofs proofs, CloudCommands commands) {}

    Proofs proofs() {
        return outward.proofs;
    }

    CloudCommands commands() {
        return outward.commands;
    }

    Inventory inventory() {
        return stock.inventory;
    }

    Orders orders() {
        return stock.orders;
    }

    Scanning scanning() {
        return stock.scanning;
    }

    Sensing sensing() {
        return stock.sensing;
    }

    Partners partners() {
        return stock.partners;
    }

    ColdChain coldChain() {
        return stock.coldChain;
    }

    /** @param conditioning for what comes by the API, as for what drivers see */
    public record Fields(Profiles profiles, Conditioning conditioning) {

        /** Whether a device has said nothing for longer than it may: one whose readings are thinned out says little. */
        boolean silent(LiveDevice device, Instant now) {
            return device.canBeSilent()
                    && Duration.between(device.lastSeen(), now).compareTo(silentAfter(device)) > 0;
        }

        Duration silentAfter(LiveDevice device) {
            Duration usual = device.silentAfter();
            Duration thinned = profiles.of(device.id()).values().stream()
                    .filter(FieldProfile::thins)
                    .map(field -> field.atLeastEvery().plus(field.atLeastEvery().dividedBy(2)))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            return usual.compareTo(thinned) > 0 ? usual : thinned;
        }
    }

    /**
     * What changes around the journal.
     *
     * @param broker empty while the gateway is still starting
     * @param clockTrusted whether the box knows that its clock is right
     * @param tell gives a command to a device, and does not wait for it
     * @param probe has a cloud asked whether it is there, and does not wait for it; empty where there is no such cloud
     */
    public record Surroundings(
            Supplier<List<WatchStatus>> watches,
            Supplier<List<SinkReport>> sinks,
            Supplier<Optional<BrokerReport>> broker,
            BooleanSupplier clockTrusted,
            InstantSource clock,
            BiFunction<DeviceId, Command, CompletionStage<Outcome>> tell,
            Function<String, Optional<CompletionStage<Probe>>> probe) {}

    /** For that reader. */
    Words words(Asked asked) {
        return Words.of(site.site(), asked.acceptLanguage());
    }

    /** The site's date. */
    LocalDate today() {
        return LocalDate.ofInstant(surroundings.clock.instant(), site.site().timezone());
    }

    /** What that device can be told. */
    Optional<Control> control(DeviceId device) {
        return siteFile.running().devices().stream()
                .filter(each -> each.id().equals(device))
                .findFirst()
                .flatMap(DeviceConfig::control);
    }

    /** A value in the address of a button. */
    static String word(Value value) {
        return switch (value) {
            case Value.Numeric number -> String.valueOf(number.value());
            case Value.Flag flag -> String.valueOf(flag.value());
            case Value.Text text -> text.value();
        };
    }

    /** Whether that cloud, or the history, is being delivered to now. */
    boolean delivers(String sink) {
        return surroundings.sinks().get().stream().anyMatch(each -> each.id().equals(sink));
    }
}
