/**
 * Whether receivers have everything: for each day and stream a count and a hash go out as entries, and what a receiver reports
 * is compared with what it was sent. Start with {@link io.tidegate.gateway.proofs.Proofs}.
 */
@NullMarked
package io.tidegate.gateway.proofs;

import org.jspecify.annotations.NullMarked;
