package io.tidegate.gateway.sensing;

import io.tidegate.observation.Value;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;

/**
 * A program in which a press makes ten parts, each within a tenth of a second, pauses until they are booked, and makes the
 * next. It prints how many it has made once that is in the journal.
 */
final class KilledPress {

    static final String STOCK = """
            counters:
              - {device: press, item: bracket, recipe: [{item: nut, quantity: 2}], every: 1 s}
            """;

    private KilledPress() {}

    static void say(SensingSite site, int made) throws Exception {
        site.say("press", "count", Value.of((double) made), SensingSite.NOON.plusMillis(100L * made));
    }

    /** Folder, and how many it has made before. */
    public static void main(String[] args) throws Exception {
        try (SensingSite site = new SensingSite(Path.of(args[0]), STOCK)) {
            for (int made = Integer.parseInt(args[1]); made < Integer.MAX_VALUE; made++) {
                say(site, made);
                System.out.println(made);
                if (made % 10 == 9) {
                    String all = "bracket@sales-floor " + made + " each";
                    Awaiting.until("they are booked", () -> site.levels().contains(all));
                }
            }
        }
    }
}
