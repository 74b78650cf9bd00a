/**
 * Other gateways of the same site: each asks the others for the lines of the ledger that it does not have, and books them as
 * they are, so that all come to the same stock. The door is {@link io.tidegate.gateway.partners.Partners}.
 */
@NullMarked
package io.tidegate.gateway.partners;

import org.jspecify.annotations.NullMarked;
