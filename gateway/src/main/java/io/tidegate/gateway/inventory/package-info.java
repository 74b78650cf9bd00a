/**
 * The site's stock: a ledger of movements, the catalogue, and the levels that follow from both. Start with {@link
 * io.tidegate.gateway.inventory.Inventory}, then {@link io.tidegate.gateway.inventory.Ledger}.
 */
@NullMarked
package io.tidegate.gateway.inventory;

import org.jspecify.annotations.NullMarked;
