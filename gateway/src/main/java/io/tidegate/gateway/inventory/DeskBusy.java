package io.tidegate.gateway.inventory;

/** The desk takes nothing now, mostly since the disk is full: the same is handed in again. */
public final class DeskBusy extends Exception {
    private static final long serialVersionUID = 1L;

    /** Said of what the journal does not even let wait. */
    public static final String FULL = "more is waiting for the disk than may wait";

    DeskBusy(String why) {
        super(why);
    }
}
