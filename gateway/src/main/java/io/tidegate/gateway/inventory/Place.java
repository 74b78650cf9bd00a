package io.tidegate.gateway.inventory;

/** An item at a location, with all its lots. */
record Place(String item, String location) {}
