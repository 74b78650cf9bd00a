package io.tidegate.observation;

/**
 * What happens to the site's goods, and what is known of them. In JSON its members stand in an object that is named like
 * its kind ({@link StockJson}).
 */
public sealed interface Stock extends Observation permits Booking, Level, CatalogueItem {}
