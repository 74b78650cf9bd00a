package io.tidegate.gateway.labels;

import io.tidegate.observation.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Prints, as PDF. Immutable, so safe from any thread; a thousand labels take some seconds of a small processor, so never on an
 * event loop.
 *
 * <p>What draws is on the class path, and read by this module with the first sheet: most gateways never print, and should
 * not load it at each start.
 */
public final class Labels {

    /** Of one document, which is in memory until it is whole: on a roll, with the largest symbols, some 60 MB. */
    public static final int LABELS_MAX = 5_000;

    /** How far a long one has come is told after each so many. */
    private static final int TOLD_EACH = 500;

    private final LabelWords words;
    private final LocalDate today;

    /** @param today by which two digits of a date become a year */
    public Labels(Locale locale, LocalDate today) {
        this.words = new LabelWords(locale);
        this.today = today;
    }

    /** @param left what has no label, with what to do */
    public record Printed(int labels, int pages, List<Left> left) {}

    /** @param reason goes on behind the name: {@code has no GTIN ...} */
    public record Left(String item, String reason) {}

    /**
     * @param items {@link #LABELS_MAX} at most
     * @param progress is told how many are drawn
     */
    public Printed shelf(List<Item> items, ShelfWish wish, IntConsumer progress, OutputStream out) throws IOException {
        if (items.size() > LABELS_MAX) {
            throw new IllegalArgumentException(items.size() + " labels are too many for one document");
        }
        readLibraries();
        ItemLabels labels = new ItemLabels(words, wish, today);
        List<Left> left = new ArrayList<>();
        int drawn = 0;
        try (Sheet sheet = Sheet.open(words.say("shelf.title"), words.language())) {
            int perPage = wish.paper().labelsPerPage();
            for (Item item : items) {
                if (drawn == sheet.pages() * perPage) {
                    sheet.page(wish.paper().page());
                }
                try {
                    Area place = wish.paper().place(drawn % perPage);
                    labels.of(item).draw(sheet, wish.paper(), place, wish.percent());
                    drawn++;
                } catch (Unprintable why) {
                    left.add(new Left(item.id(), why.reason()));
                }
                if ((drawn + left.size()) % TOLD_EACH == 0) {
                    progress.accept(drawn);
                }
            }
            if (drawn > 0) {
                sheet.write(out);
            }
            return new Printed(drawn, sheet.pages(), List.copyOf(left));
        }
    }

    /** A sheet with commands, in their order. */
    public Printed commands(List<Printable> commands, OutputStream out) throws IOException {
        readLibraries();
        try (Sheet sheet = Sheet.open(words.say("commands.title"), words.language())) {
            List<Left> left = new CommandSheet(sheet, words).draw(commands);
            sheet.write(out);
            return new Printed(commands.size() - left.size(), sheet.pages(), left);
        }
    }

    private static void readLibraries() {
        Labels.class.getModule().addReads(Labels.class.getClassLoader().getUnnamedModule());
    }
}
