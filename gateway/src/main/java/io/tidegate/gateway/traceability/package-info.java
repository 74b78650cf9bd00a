/**
 * What the ledger and the readings say together: which lots stood where while it was too warm there. Start with {@link
 * io.tidegate.gateway.traceability.ColdChain}.
 */
@NullMarked
package io.tidegate.gateway.traceability;

import org.jspecify.annotations.NullMarked;
