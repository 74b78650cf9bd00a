package io.tidegate.gateway.scanning;

/**
 * Something that a scanner did and that can be taken back. Immutable.
 *
 * @param answer that it got
 */
record Action(ScanAnswer answer, What what) {

    /** What there is to take back. */
    sealed interface What {}

    /** @param id of the line in the ledger */
    record Line(String id) implements What {}

    /** @param added to the tally of its session */
    record Counted(Tally added) implements What {}

    /** @param session that was booked or forgotten as a whole */
    record Ended(long session) implements What {}
}
