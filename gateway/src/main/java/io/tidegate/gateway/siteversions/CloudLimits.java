package io.tidegate.gateway.siteversions;

import io.tidegate.gateway.siteversions.Verdict.Refused;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.SinkConfig;
import io.tidegate.site.SiteFile;
import java.util.List;
import java.util.Optional;

/**
 * What a cloud cannot change, whatever it may have tried: it would get more than the person on the box has given it. A secret goes
 * nowhere else than now, and whoever may ask for something is who he was. Functions only.
 */
final class CloudLimits {

    private static final String SECRET = "${";

    private static final String ADDRESS = "://";

    private CloudLimits() {}

    /** Empty where there is nothing against it. */
    static Optional<Refused> refusal(SiteFile running, SiteFile next) {
        if (next.sinks().isEmpty() && !running.sinks().isEmpty()) {
            return Optional.of(new Refused(
                    "It has no sinks, so that no cloud could reach the gateway any more",
                    "Remove the last sink on the box."));
        }
        Optional<String> sink = next.sinks().stream()
                .filter(each -> isPrivileged(next, each) && !same(running, each).orElse(false))
                .map(SinkConfig::id)
                .findFirst();
        if (sink.isPresent()) {
            return Optional.of(new Refused(
                    "Its sink '" + sink.get()
                            + "' has a secret or may ask for something, and another address, secret or"
                            + " right than now",
                    "Change that on the box."));
        }
        return next.devices().stream()
                .filter(each ->
                        EffectiveSite.yaml(with(next, List.of(each), List.of())).contains(SECRET)
                                && !running.devices().contains(each))
                .map(DeviceConfig::id)
                .findFirst()
                .map(device -> new Refused(
                        "Its device '" + device + "' has a secret and is not what it is now", "Change it on the box."));
    }

    private static boolean isPrivileged(SiteFile site, SinkConfig sink) {
        return sink.commands().isPresent() || words(site, sink).stream().anyMatch(line -> line.contains(SECRET));
    }

    /** Empty where it is new. */
    private static Optional<Boolean> same(SiteFile running, SinkConfig sink) {
        return running.sinks().stream()
                .filter(each -> each.id().equals(sink.id()))
                .findFirst()
                .map(each -> each.type().equals(sink.type())
                        && each.place().equals(sink.place())
                        && each.commands().equals(sink.commands())
                        && words(running, each).equals(words(running, sink)));
    }

    /** Where something goes, and by which secrets. */
    private static List<String> words(SiteFile site, SinkConfig sink) {
        return EffectiveSite.yaml(with(site, List.of(), List.of(sink)))
                .lines()
                .filter(line -> line.contains(ADDRESS) || line.contains(SECRET))
                .toList();
    }

    private static SiteFile with(SiteFile site, List<DeviceConfig> devices, List<SinkConfig> sinks) {
        return new SiteFile(
                site.site(),
                site.gateway(),
                site.web(),
                site.mqtt(),
                site.history(),
                site.stock(),
                site.profiles(),
                devices,
                sinks);
    }
}
