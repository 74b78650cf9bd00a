package io.tidegate.gateway.siteversions;

import io.tidegate.gateway.siteversions.Verdict.Refused;
import io.tidegate.site.CommandDoor;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.SinkConfig;
import io.tidegate.site.SiteFile;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a cloud cannot change, whatever it may have tried: it would get more than the person on the box has given it. Functions
 * only.
 */
final class CloudLimits {

    private static final Pattern SECRET = Pattern.compile("\\$\\{[^}]*}");

    private CloudLimits() {}

    /** Empty where there is nothing against it. */
    static Optional<Refused> refusal(SiteFile running, SiteFile next) {
        if (next.sinks().isEmpty() && !running.sinks().isEmpty()) {
            return Optional.of(new Refused(
                    "It has no sinks, so that no cloud could reach the gateway any more",
                    "Remove the last sink on the box."));
        }
        Set<String> secrets = secrets(next);
        secrets.removeAll(secrets(running));
        if (!secrets.isEmpty()) {
            return Optional.of(new Refused(
                    "It has secrets that the site file in force does not have: " + String.join(", ", secrets),
                    "Add them on the box."));
        }
        Map<String, CommandDoor> doors = doors(running);
        return doors(next).entrySet().stream()
                .filter(each -> !each.getValue().equals(doors.get(each.getKey())))
                .findFirst()
                .map(each -> new Refused(
                        "Its sink '" + each.getKey() + "' may ask for something else than now",
                        "Change its 'commands' on the box."));
    }

    /** By their references: nobody else's file shall go to where a cloud sends it. */
    private static Set<String> secrets(SiteFile site) {
        return SECRET.matcher(EffectiveSite.yaml(site))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, CommandDoor> doors(SiteFile site) {
        return site.sinks().stream()
                .filter(each -> each.commands().isPresent())
                .collect(
                        Collectors.toMap(SinkConfig::id, each -> each.commands().orElseThrow()));
    }
}
