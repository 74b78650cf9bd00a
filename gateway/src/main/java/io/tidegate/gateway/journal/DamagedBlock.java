package io.tidegate.gateway.journal;

/** A block on disk is not what was written: a flipped bit, a dying card. Its neighbours are not concerned. */
final class DamagedBlock extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedBlock(String message) {
        super(message);
    }
}
