package io.tidegate.gateway.siteversions;

import io.tidegate.gateway.siteversions.Verdict.Refused;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.SinkConfig;
import io.tidegate.site.SiteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a cloud cannot change, whatever it may have tried: it would get more than the person on the box has given it. A secret
 * goes where it goes now, and as safely; whoever may ask for something is who he was; what he may switch is what it was; and
 * no cloud cuts off another. Functions only.
 */
final class CloudLimits {

    private static final String SECRET = "${";

    /** What a cloud may change of a sink all the same: how much goes, and when. */
    private static final Pattern FREE = Pattern.compile("( *)(send|limits|batch|timeout):.*");

    private static final Pattern TOP = Pattern.compile("[a-z].*");

    private CloudLimits() {}

    /**
     * Empty where there is nothing against it.
     *
     * @param cloud that asks, the id of its sink
     */
    static Optional<Refused> refusal(String cloud, SiteFile running, SiteFile next) {
        if (next.sinks().isEmpty() && !running.sinks().isEmpty()) {
            return Optional.of(new Refused(
                    "It has no sinks, so that no cloud could reach the gateway any more",
                    "Remove the last sink on the box."));
        }
        for (SinkConfig sink : running.sinks()) {
            if (!sink.id().equals(cloud) && !next.sinks().contains(sink)) {
                return Optional.of(new Refused(
                        "The sink '" + sink.id() + "' is another cloud's, and would go or not be what it is now",
                        "Change nothing of it here, or do that on the box."));
            }
        }
        for (SinkConfig sink : next.sinks()) {
            List<String> wanted = section(next, sink);
            boolean isPrivileged =
                    sink.commands().isPresent() || sink.tls().key().isPresent() || hasSecret(wanted);
            if (isPrivileged
                    && !running.sinks().stream()
                            .anyMatch(each -> section(running, each).equals(wanted))) {
                return Optional.of(new Refused(
                        "Its sink '" + sink.id() + "' has a secret or may ask for something, and is not what it is now",
                        "Change more than how much goes and when on the box."));
            }
        }
        for (DeviceConfig device : next.devices()) {
            boolean isPrivileged = device.control().isPresent() || hasSecret(section(next, device));
            if (isPrivileged && !running.devices().contains(device)) {
                return Optional.of(new Refused(
                        "Its device '" + device.id() + "' is an output or has a secret, and is not what it is now",
                        "Change it on the box."));
            }
        }
        return Optional.empty();
    }

    private static boolean hasSecret(List<String> section) {
        return section.stream().anyMatch(line -> line.contains(SECRET));
    }

    private static List<String> section(SiteFile site, DeviceConfig device) {
        return below("devices:", EffectiveSite.yaml(with(site, List.of(device), List.of())));
    }

    private static List<String> section(SiteFile site, SinkConfig sink) {
        List<String> kept = new ArrayList<>();
        int free = -1;
        for (String line : below("sinks:", EffectiveSite.yaml(with(site, List.of(), List.of(sink))))) {
            int indent = line.length() - line.stripLeading().length();
            var key = FREE.matcher(line);
            if (key.matches()) {
                free = indent;
            } else if (free < 0 || indent <= free) {
                free = -1;
                kept.add(line);
            }
        }
        return kept;
    }

    /** Of the section with that key all lines. */
    private static List<String> below(String key, String yaml) {
        return yaml.lines()
                .dropWhile(line -> !line.startsWith(key))
                .skip(1)
                .takeWhile(line -> !TOP.matcher(line).matches())
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
