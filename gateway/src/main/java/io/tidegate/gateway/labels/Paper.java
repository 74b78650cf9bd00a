package io.tidegate.gateway.labels;

import io.tidegate.gateway.labels.Symbol.Module;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Paper with labels on it, or a label printer's roll. Immutable.
 *
 * @param name by which it is chosen
 * @param page of the whole sheet; of a roll it is the label
 * @param label the first one on the sheet
 * @param grid how many there are
 * @param margin of each label that stays white, across and down: few printers print to the edge, and labels shift
 * @param dotsPerInch of a label printer, whose bars are whole dots; empty for one that is fine enough
 */
public record Paper(String name, Area page, Area label, Grid grid, Margin margin, Optional<Integer> dotsPerInch) {

    /** @param gap between two columns; rows have none */
    record Grid(int columns, int rows, double gap) {}

    record Margin(double across, double down) {}

    private static final Area A4 = new Area(0, 0, 210, 297);

    private static final double INCH = 25.4;

    /** By which the modules of a fine printer are fitted. */
    private static final double STEP_MM = 0.005;

    /** The first is for who does not say. */
    public static final List<Paper> ALL = List.of(
            // Avery 3474 and its like.
            sheet("a4-3x8", new Area(0, 0.5, 70, 37), new Grid(3, 8, 0), new Margin(5, 3.5)),
            // Avery L7160.
            sheet("a4-3x7", new Area(7.25, 15.15, 63.5, 38.1), new Grid(3, 7, 2.5), new Margin(2.5, 2.5)),
            // Avery 3651.
            sheet("a4-4x10", new Area(0, 0, 52.5, 29.7), new Grid(4, 10, 0), new Margin(5, 3)),
            // Brother's and Dymo's printers have 300 dots in an inch, Zebra's small ones 203.
            roll("62x29", 62, 29, 300),
            roll("57x32", 57, 32, 203));

    private static Paper sheet(String name, Area label, Grid grid, Margin margin) {
        return new Paper(name, A4, label, grid, margin, Optional.empty());
    }

    private static Paper roll(String name, double width, double height, int dotsPerInch) {
        Area label = new Area(0, 0, width, height);
        return new Paper(name, label, label, new Grid(1, 1, 0), new Margin(1.5, 1.5), Optional.of(dotsPerInch));
    }

    public static Paper usual() {
        return ALL.getFirst();
    }

    public static Optional<Paper> named(String name) {
        return ALL.stream().filter(each -> each.name.equals(name)).findFirst();
    }

    /** For who may choose. */
    public static String names() {
        return ALL.stream().map(Paper::name).collect(Collectors.joining(", "));
    }

    int labelsPerPage() {
        return grid.columns * grid.rows;
    }

    /** Where the label of that number on its page is printed, row by row. */
    Area place(int number) {
        int column = number % grid.columns;
        int row = number / grid.columns;
        Area whole = new Area(
                label.x() + column * (label.width() + grid.gap),
                label.y() + row * label.height(),
                label.width(),
                label.height());
        return whole.inset(margin.across, margin.down);
    }

    /** Widths of a module from the usual one down to the least, as this printer draws them evenly. */
    List<Double> modules(Symbol.Family family) {
        Module module = family.module();
        double step = dotsPerInch.map(dots -> INCH / dots).orElse(STEP_MM);
        // A hair less is not less: 0.25 mm are two dots of 203 in an inch.
        long least = (long) Math.ceil(module.least() / step - 0.01);
        long usual = Math.max(least, Math.round(module.usual() / step));
        return family.isEan()
                ? List.of(usual * step, least * step)
                : LongStream.rangeClosed(-usual, -least)
                        .mapToObj(steps -> -steps * step)
                        .toList();
    }
}
