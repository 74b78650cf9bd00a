package io.tidegate.clouds.nats;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import java.util.regex.Pattern;

/** Where entries go: the subject of the site file with its parts filled in. Immutable. */
record Subjects(String template, Origin origin) {

    private static final Pattern PARTED_TOKEN = Pattern.compile("[^.]*\\{[^.]*");

    String of(Observation seen) {
        return template.replace("{site}", token(origin.site()))
                .replace("{gateway}", token(origin.gateway()))
                .replace("{kind}", token(seen.kind()))
                .replace("{device}", token(seen.device().value()));
    }

    /** An id may have a dot, which would end its token. Of the other signs that mean something there it has none. */
    private static String token(String id) {
        return id.replace('.', '_');
    }

    /** What a stream must take: those of all gateways of a chain. */
    String wildcard() {
        return PARTED_TOKEN.matcher(template).replaceAll("*");
    }
}
