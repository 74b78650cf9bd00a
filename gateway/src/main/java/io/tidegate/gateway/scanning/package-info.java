/**
 * What becomes of each scan: a movement, a count, an answer. Start with {@link io.tidegate.gateway.scanning.Scanning}, then
 * {@link io.tidegate.gateway.scanning.Clerk}.
 */
@NullMarked
package io.tidegate.gateway.scanning;

import org.jspecify.annotations.NullMarked;
