/** What to order, when, how much and why. Arithmetic alone: who asks brings the sales, the stock and the terms. */
@NullMarked
package io.tidegate.gateway.replenishment;

import org.jspecify.annotations.NullMarked;
