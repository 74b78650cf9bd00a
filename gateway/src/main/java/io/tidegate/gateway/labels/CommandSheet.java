package io.tidegate.gateway.labels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cards with commands, two in a row, on as many pages as it takes. Used by one thread. */
final class CommandSheet {

    private static final Area PAGE = new Area(0, 0, 210, 297);

    /** What most printers cannot print on, and some more for a hole punch. */
    private static final double MARGIN_MM = 12;

    private static final double GUTTER_MM = 6;
    private static final double CARD_MM = 30;
    private static final double BARS_MM = 14;
    private static final double GAP_MM = 1;
    private static final double HEADING_POINTS = 15;
    private static final double TEXT_POINTS = 8.5;
    private static final double TEXT_POINTS_LEAST = 6.5;
    private static final int TEXT_LINES = 2;

    private final Sheet sheet;
    private final Writing writing;
    private final LabelWords words;
    private Area free = PAGE;
    private boolean atRight;

    CommandSheet(Sheet sheet, LabelWords words) {
        this.sheet = sheet;
        this.writing = new Writing(sheet);
        this.words = words;
    }

    /** @return those that are wider than a page */
    List<Labels.Left> draw(List<Printable> commands) throws IOException {
        List<Labels.Left> left = new ArrayList<>();
        newPage();
        for (Printable command : commands) {
            try {
                Symbol symbol = Symbols.code128(command.data());
                if (symbol.modulesWide() * symbol.family().module().least() > half()) {
                    wide(command, symbol);
                } else {
                    draw(command, symbol);
                }
            } catch (Unprintable why) {
                left.add(new Labels.Left(command.data(), why.reason()));
            }
        }
        return left;
    }

    private static double half() {
        return (PAGE.width() - 2 * MARGIN_MM - GUTTER_MM) / 2;
    }

    private void newPage() throws IOException {
        sheet.page(PAGE);
        free = PAGE.inset(MARGIN_MM, MARGIN_MM);
        atRight = false;
        if (sheet.pages() == 1) {
            Writing.Fitted title =
                    writing.line(words.say("commands.title"), free.width(), HEADING_POINTS, HEADING_POINTS);
            Writing.Fitted lead =
                    writing.fit(words.say("commands.lead"), free.width(), TEXT_LINES, TEXT_POINTS, TEXT_POINTS_LEAST);
            writing.draw(title, free.x(), free.y());
            writing.draw(lead, free.x(), free.y() + title.height());
            free = free.below(title.height() + lead.height() + GUTTER_MM);
        }
    }

    /** In a row of its own: a scanner must not meet two codes at once. */
    private void wide(Printable command, Symbol symbol) throws IOException, Unprintable {
        if (atRight) {
            nextRow();
        }
        draw(command, symbol, room());
        nextRow();
    }

    private void draw(Printable command, Symbol symbol) throws IOException, Unprintable {
        Area row = room();
        draw(command, symbol, atRight ? row.beside(half() + GUTTER_MM) : row.narrowed(half()));
        if (atRight) {
            nextRow();
        } else {
            atRight = true;
        }
    }

    /** The row that is being filled. */
    private Area room() throws IOException {
        if (free.height() < CARD_MM) {
            newPage();
        }
        return free;
    }

    private void nextRow() {
        free = free.below(CARD_MM + GAP_MM);
        atRight = false;
    }

    private void draw(Printable command, Symbol symbol, Area card) throws IOException, Unprintable {
        Writing.Fitted heading = writing.line(command.heading(), card.width(), HEADING_POINTS, TEXT_POINTS);
        Writing.Fitted what = writing.fit(command.what(), card.width(), TEXT_LINES, TEXT_POINTS, TEXT_POINTS_LEAST);
        Bars bars = Bars.fitting(symbol, card.width(), BARS_MM, Paper.usual(), Optional.empty());
        writing.draw(heading, card.x(), card.y());
        writing.draw(what, card.x(), card.y() + heading.height());
        bars.draw(sheet, writing, card.x(), card.y() + heading.height() + what.height() + GAP_MM, BARS_MM);
    }
}
