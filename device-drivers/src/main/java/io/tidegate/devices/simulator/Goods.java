package io.tidegate.devices.simulator;

/** What of the {@link Catalogue} is where. Used by one thread. */
final class Goods {

    /** Fewer on the floor, and somebody fetches more. */
    private static final int FLOOR_MIN = 8;

    /** Fewer in the stockroom, and more are delivered. */
    private static final int STOCKROOM_MIN = 12;

    /** So many are fetched at once. */
    static final int FETCHED = 12;

    /** So many are delivered at once. */
    static final int DELIVERED = 48;

    private final int[] floor = new int[Catalogue.SIZE];
    private final int[] stockroom = new int[Catalogue.SIZE];

    /** Whether a customer finds one. */
    boolean sell(int article) {
        if (floor[article] == 0) {
            return false;
        }
        floor[article]--;
        return true;
    }

    /** Fetches what is running out on the floor; the article, or below 0 for none. */
    int fetch() {
        for (int article = 0; article < Catalogue.SIZE; article++) {
            if (floor[article] < FLOOR_MIN && stockroom[article] >= FETCHED) {
                stockroom[article] -= FETCHED;
                floor[article] += FETCHED;
                return article;
            }
        }
        return -1;
    }

    /** Takes in what is running out in the stockroom; the article, or below 0 for none. */
    int deliver() {
        for (int article = 0; article < Catalogue.SIZE; article++) {
            if (stockroom[article] < STOCKROOM_MIN) {
                stockroom[article] += DELIVERED;
                return article;
            }
        }
        return -1;
    }
}
