package io.tidegate.gateway.scanning;

/** The desk takes nothing now, mostly since the disk is full: the scan is taken up again. */
final class DeskBusy extends Exception {
    private static final long serialVersionUID = 1L;

    DeskBusy(String why) {
        super(why);
    }
}
