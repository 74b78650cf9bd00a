package io.tidegate.gateway.labels;

import io.tidegate.gateway.labels.Writing.Fitted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands on one label for the shelf, in the reader's words.
 *
 * @param per what the price is for
 * @param notes what else people look for: the shop's own id, lot and the last day
 */
record ShelfLabel(String name, Optional<String> price, Optional<String> per, List<String> notes, Symbol symbol) {

    private static final double GAP_MM = 1;

    /** Of the column beside the symbol; narrower, and what stands there goes above. */
    private static final double SIDE_LEAST_MM = 13;

    private static final int NAME_LINES = 2;
    private static final double NAME_POINTS_LEAST = 7;
    private static final double NAME_POINTS_MOST = 12;

    /** Points for each millimetre of the label's height. */
    private static final double NAME_POINTS_OF_HEIGHT = 0.4;

    private static final double PRICE_POINTS_LEAST = 7;
    private static final double PRICE_POINTS_MOST = 24;
    private static final double PRICE_OF_NAME = 1.5;
    private static final double PRICE_WIDTH_SHARE = 0.45;
    private static final double SMALL_POINTS = 7;
    private static final double SMALL_POINTS_LEAST = 4.5;

    /**
     * Draws all of it, or nothing.
     *
     * @param percent of an EAN's usual size
     */
    void draw(Sheet sheet, Paper paper, Area room, Optional<Integer> percent) throws IOException, Unprintable {
        new Drawing(sheet, new Writing(sheet), paper, percent).draw(room);
    }

    /** One label being drawn: first all is measured, since the symbol may have no room. */
    private final class Drawing {

        private final Sheet sheet;
        private final Writing writing;
        private final Paper paper;
        private final Optional<Integer> percent;

        Drawing(Sheet sheet, Writing writing, Paper paper, Optional<Integer> percent) {
            this.sheet = sheet;
            this.writing = writing;
            this.paper = paper;
            this.percent = percent;
        }

        void draw(Area whole) throws IOException, Unprintable {
            Optional<Fitted> foot = foot(whole.width());
            Area room = whole.shortened(foot.map(Fitted::height).orElse(0.0));
            Fitted title = writing.fit(name, room.width(), NAME_LINES, namePoints(whole), NAME_POINTS_LEAST);
            Area rest = room.below(title.height() + GAP_MM);
            Bars bars = Bars.fitting(symbol, rest.width(), rest.height(), paper, percent);
            if (rest.width() - bars.width() - GAP_MM >= SIDE_LEAST_MM) {
                writing.draw(title, room.x(), room.y());
                bars.draw(sheet, writing, rest.x(), rest.y(), rest.height());
                side(rest.beside(bars.width() + GAP_MM));
            } else {
                stacked(room, namePoints(whole));
            }
            if (foot.isPresent()) {
                writing.draw(foot.get(), room.x(), room.bottom());
            }
        }

        private static double namePoints(Area whole) {
            return Math.min(NAME_POINTS_MOST, whole.height() * NAME_POINTS_OF_HEIGHT);
        }

        /** What a Data Matrix says, over the whole width. */
        private Optional<Fitted> foot(double width) {
            return symbol.family() == Symbol.Family.DATA_MATRIX
                    ? Optional.of(small(String.join("", symbol.readable()), width))
                    : Optional.empty();
        }

        /** Notes stand at the bottom; the price has what is left. */
        private void side(Area column) throws IOException {
            double bottom = column.bottom();
            for (String note : notes.reversed()) {
                Fitted line = small(note, column.width());
                bottom -= line.height();
                writing.drawFromRight(line, column.right(), bottom);
            }
            Optional<Fitted> under = per.map(text -> small(text, column.width()));
            double left = bottom - column.y() - under.map(Fitted::height).orElse(0.0);
            double top = column.y();
            if (price.isPresent()) {
                double most = Math.min(PRICE_POINTS_MOST, Writing.points(left));
                Fitted figure = writing.line(price.get(), column.width(), most, PRICE_POINTS_LEAST);
                writing.drawFromRight(figure, column.right(), top);
                top += figure.height();
            }
            if (under.isPresent()) {
                writing.drawFromRight(under.get(), column.right(), top);
            }
        }

        /** The symbol takes the whole width: name and price share the one above it. */
        private void stacked(Area room, double points) throws IOException, Unprintable {
            Optional<Fitted> figure = price.map(text ->
                    writing.line(text, room.width() * PRICE_WIDTH_SHARE, PRICE_OF_NAME * points, PRICE_POINTS_LEAST));
            double figureWidth =
                    figure.map(each -> writing.width(each) + GAP_MM).orElse(0.0);
            Fitted title = writing.fit(name, room.width() - figureWidth, NAME_LINES, points, NAME_POINTS_LEAST);
            List<String> words = new ArrayList<>(notes);
            per.ifPresent(words::add);
            Fitted line = small(String.join(" · ", words), room.width());
            double above = Math.max(title.height(), figure.map(Fitted::height).orElse(0.0));
            Area rest = room.below(above + line.height() + GAP_MM / 2);
            Bars bars = Bars.fitting(symbol, rest.width(), rest.height(), paper, percent);
            if (figure.isPresent()) {
                writing.drawFromRight(figure.get(), room.right(), room.y());
            }
            writing.draw(title, room.x(), room.y());
            writing.draw(line, room.x(), room.y() + above);
            bars.draw(sheet, writing, rest.x() + (rest.width() - bars.width()) / 2, rest.y(), rest.height());
        }

        private Fitted small(String text, double width) {
            return writing.line(text, width, SMALL_POINTS, SMALL_POINTS_LEAST);
        }
    }
}
