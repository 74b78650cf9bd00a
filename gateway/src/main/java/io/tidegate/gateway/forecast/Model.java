package io.tidegate.gateway.forecast;

/** A method fitted to a series: it stands after the last step that it has seen, and looks ahead. Used by one thread. */
interface Model {

    /** Goes one step on; with NaN for what is unknown, time passes and nothing is learnt. */
    void see(double value);

    /** What to expect so many steps after the last one; 1 is the next. */
    double ahead(int steps);
}
