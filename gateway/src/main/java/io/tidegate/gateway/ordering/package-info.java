/**
 * What to order: each night proposals are computed from the ledger, people accept or ignore them, and receipts show what
 * came of it. Start with {@link io.tidegate.gateway.ordering.Orders}; the arithmetic is in {@code replenishment}.
 */
@NullMarked
package io.tidegate.gateway.ordering;

import org.jspecify.annotations.NullMarked;
