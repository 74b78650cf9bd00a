package io.tidegate.gateway.labels;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A bar code in its size.
 *
 * @param module the width of its thinnest bar, in millimetres
 */
record Bars(Symbol symbol, double module) {

    /** Less, and nobody hits them with a hand scanner. */
    private static final double BARS_LEAST_MM = 8;

    /** Of a Code 128; an EAN has its height from the standard. */
    private static final double BARS_MOST_MM = 15;

    /** An EAN-13 of 100 % has modules of 0.33 mm and bars of 22.85 mm, an EAN-8 of 18.23. */
    private static final double EAN_13_MODULES_HIGH = 22.85 / 0.33;

    private static final double EAN_8_MODULES_HIGH = 18.23 / 0.33;

    /** By which the guards reach down between the digits. */
    private static final int GUARD_MODULES = 5;

    /** Points for a module of a millimetre: digits of the height that the standard draws. */
    private static final double DIGIT_POINTS = 27;

    private static final double TEXT_POINTS = 7;
    private static final double TEXT_POINTS_LEAST = 4;
    private static final double GAP_MM = 0.3;

    /**
     * In the usual size where there is room for it, else smaller: an EAN in its least size.
     *
     * @param percent of the usual one, if somebody wants that
     */
    static Bars fitting(Symbol symbol, double width, double height, Paper paper, Optional<Integer> percent)
            throws Unprintable {
        List<Double> sizes = percent.isPresent() && symbol.family().isEan()
                ? List.of(symbol.family().module().usual() * percent.get() / 100)
                : paper.modules(symbol.family());
        for (double size : sizes) {
            Bars bars = new Bars(symbol, size);
            if (bars.width() <= width && bars.heightLeast() <= height) {
                return bars;
            }
        }
        String needed = size(new Bars(symbol, sizes.getLast()));
        String given = millimetres(width) + " by " + millimetres(height);
        String title = symbol.family().title();
        if (symbol.down() > 0) {
            throw new Unprintable(
                    "needs " + needed + " as " + title + ", and there are " + given + ". Choose a larger layout");
        }
        throw new Unprintable("needs " + needed + " as " + title + ", and there are " + given
                + ". Choose a larger layout, a smaller size or a Data Matrix");
    }

    private static String size(Bars least) {
        return millimetres(least.width()) + " by " + millimetres(least.heightLeast());
    }

    private static String millimetres(double length) {
        return String.format(Locale.ROOT, "%.1f mm", length);
    }

    /** With the quiet zones. */
    double width() {
        return symbol.modulesWide() * module;
    }

    double heightLeast() {
        return symbol.down() > 0 ? symbol.modulesHigh() * module : BARS_LEAST_MM + readableHeight();
    }

    /** In such a height. */
    double height(double room) {
        double most = switch (symbol.family()) {
            case EAN_13 -> EAN_13_MODULES_HIGH * module + readableHeight();
            case EAN_8 -> EAN_8_MODULES_HIGH * module + readableHeight();
            case CODE_128 -> BARS_MOST_MM + readableHeight();
            case DATA_MATRIX -> symbol.modulesHigh() * module;
        };
        return Math.min(room, most);
    }

    /** Beneath the bars. */
    private double readableHeight() {
        return symbol.family().isEan() ? DIGIT_POINTS * module * Sheet.POINT : TEXT_POINTS * Sheet.POINT + GAP_MM;
    }

    /** With the quiet zone's corner there. */
    void draw(Sheet sheet, Writing writing, double x, double y, double room) throws IOException {
        double left = x + symbol.family().quiet().left() * module;
        double top = y + symbol.family().quiet().around() * module;
        double bars = height(room) - readableHeight();
        double high = bars / module;
        sheet.dark(
                symbol.dark().stream()
                        .map(dark -> new Area(dark.x(), dark.y(), dark.width(), high(dark, high)))
                        .toList(),
                left,
                top,
                module);
        switch (symbol.family()) {
            case EAN_13 -> {
                digits(writing, 0, left - 5.5 * module, y + bars);
                digits(writing, 1, left + 24.5 * module, y + bars);
                digits(writing, 2, left + 70.5 * module, y + bars);
            }
            case EAN_8 -> {
                digits(writing, 0, left + 17.5 * module, y + bars);
                digits(writing, 1, left + 49.5 * module, y + bars);
            }
            case CODE_128 -> {
                Writing.Fitted text =
                        writing.line(symbol.readable().getFirst(), width(), TEXT_POINTS, TEXT_POINTS_LEAST);
                writing.drawCentred(text, x + width() / 2, y + bars + GAP_MM);
            }
            case DATA_MATRIX -> {
                // There is room for text beside it.
            }
        }
    }

    private void digits(Writing writing, int group, double middle, double top) throws IOException {
        Writing.Fitted text = new Writing.Fitted(List.of(symbol.readable().get(group)), DIGIT_POINTS * module);
        writing.drawCentred(text, middle, top);
    }

    private double high(Symbol.Dark dark, double bars) {
        if (symbol.down() > 0) {
            return dark.height();
        }
        return isGuard(dark) ? bars + GUARD_MODULES : bars;
    }

    /** The outer two pairs of bars and the pair in the middle. */
    private boolean isGuard(Symbol.Dark dark) {
        int middle = symbol.across() / 2;
        return symbol.family().isEan()
                && (dark.x() < 3 || dark.x() >= symbol.across() - 3 || Math.abs(dark.x() - middle) <= 2);
    }
}
