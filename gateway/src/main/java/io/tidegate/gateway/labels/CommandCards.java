package io.tidegate.gateway.labels;

import io.tidegate.gateway.scanning.ScanCommand;
import io.tidegate.site.ScanTask;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockSettings.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands that a site's scanners obey, as cards in its language. Functions only. */
public final class CommandCards {

    /** Why things are thrown away mostly. */
    private static final List<String> WASTE_REASONS = List.of("expired", "broken");

    private CommandCards() {}

    /** In the order in which people look for them: what to do, where, and how often. */
    public static List<Printable> of(SiteFile site) {
        LabelWords words = new LabelWords(site.site().locale());
        List<Printable> cards = new ArrayList<>();
        for (ScanTask task : ScanTask.values()) {
            // Where to is told with it, below.
            if (task != ScanTask.TRANSFER) {
                cards.add(card(words, task.word(), new ScanCommand.Begin(task)));
            }
        }
        for (String reason : WASTE_REASONS) {
            cards.add(card(words, "waste." + reason, new ScanCommand.WasteFor(reason)));
        }
        for (ScanCommand.Plain plain : ScanCommand.Plain.values()) {
            cards.add(card(words, plain.name().toLowerCase(Locale.ROOT), plain));
        }
        List<Location> locations = site.stock().locations();
        for (Location each : locations) {
            cards.add(card(words, "transfer", new ScanCommand.TransferTo(each.id()), each.name()));
        }
        for (Location each : locations) {
            cards.add(card(words, "at", new ScanCommand.At(each.id()), each.name()));
        }
        for (int times = ScanCommand.TIMES_MIN; times <= ScanCommand.TIMES_MAX; times++) {
            cards.add(card(words, "times", new ScanCommand.Times(times), times));
        }
        return cards;
    }

    private static Printable card(LabelWords words, String key, ScanCommand command, Object... about) {
        return new Printable(
                words.say("command." + key, about), words.say("command." + key + ".what", about), command.text());
    }
}
