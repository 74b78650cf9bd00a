/**
 * Scales and machines that move stock: what their readings come to is booked by itself. A reading is taken up in the order
 * of the journal, and what is to be booked is written down before it is, so that a power cut loses and doubles nothing.
 */
@NullMarked
package io.tidegate.gateway.sensing;

import org.jspecify.annotations.NullMarked;
