package io.tidegate.devices.gadgets;

import io.tidegate.observation.Value;
import io.tidegate.site.FieldUnits;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the Shellies of all generations have in common. Functions only. */
final class Shelly {

    /** Those that run on a battery sleep, and are offline most of the time: that is no fault. */
    private static final Pattern SLEEPER = Pattern.compile(
            "shelly(plus|blu)?(ht|flood|smoke|dw|dw2|button|button1|motion|motionsensor|motion2|gas|sensor)"
                    + "(g[3-9])?[-_].*");

    private Shelly() {}

    static List<Said> presence(String gadget, String payload) {
        boolean sleeps = SLEEPER.matcher(gadget).matches();
        Optional<Boolean> online = Vocabulary.presence(payload).filter(is -> is || !sleeps);
        return online.<List<Said>>map(is -> List.of(new Said.Presence(gadget, is)))
                .orElse(List.of());
    }

    /** The unit of a field of any channel, {@code power.2}. */
    static Optional<String> unit(String field) {
        int dot = field.lastIndexOf('.');
        return FieldUnits.of(dot < 0 ? field : field.substring(0, dot));
    }

    /** What a number of 0 and 1 means. */
    static Value flag(Value said) {
        return said instanceof Value.Numeric(double number) ? Value.of(number != 0) : said;
    }
}
