package io.tidegate.gateway.inventory;

/** The desk takes nothing now, mostly since the disk is full: the same is handed in again. */
public final class DeskBusy extends Exception {
    private static final long serialVersionUID = 1L;

    /** Said of what the journal does not even let wait. */
    public static final String FULL = "more is waiting for the disk than may wait";

    /** Said of a table of items: one fills a good part of a small board's memory. */
    static final String TABLE = "another table of items is being read";

    public DeskBusy(String why) {
        super(why);
    }
}
