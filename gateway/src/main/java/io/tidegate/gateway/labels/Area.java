package io.tidegate.gateway.labels;

/** A rectangle on paper, in millimetres from the page's upper left corner. */
record Area(double x, double y, double width, double height) {

    Area inset(double across, double down) {
        return new Area(x + across, y + down, width - 2 * across, height - 2 * down);
    }

    /** What is left of it below so much. */
    Area below(double taken) {
        return new Area(x, y + taken, width, height - taken);
    }

    /** Without so much at its bottom. */
    Area shortened(double by) {
        return new Area(x, y, width, height - by);
    }

    /** What is left of it to the right of so much. */
    Area beside(double taken) {
        return new Area(x + taken, y, width - taken, height);
    }

    /** Its left part. */
    Area narrowed(double to) {
        return new Area(x, y, to, height);
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }
}
