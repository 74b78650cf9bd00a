package io.tidegate.gateway.inventory;

/**
 * What a line is about, as the ledger counts it.
 *
 * @param item the catalogue's id, or the code where the catalogue does not know it
 * @param millionths of the unit
 * @param known whether the catalogue knows it: else it is booked anew once somebody has named the code
 */
record Booked(String item, long millionths, String unit, boolean known) {}
