/**
 * What becomes of each scan: a movement, a count, an answer. Start with {@link io.tidegate.gateway.scanning.Scanning}, then
 * {@link io.tidegate.gateway.inventory.Clerk}, which takes up each, and {@link io.tidegate.gateway.scanning.Handling}.
 */
@NullMarked
package io.tidegate.gateway.scanning;

import org.jspecify.annotations.NullMarked;
