/**
 * Weighing scales at a serial port, asked or sending by themselves.
 *
 * <p>Wiring: RS-232, mostly crossed (null modem), or USB as a virtual port; the port belongs to the group
 * {@code dialout}. Quirks: the protocol, speed and framing are settings of the scale; a weight counts only when it has come
 * to rest. Protocols: MT-SICS (Mettler-Toledo, <i>Reference Manual Standard Interface Command Set</i>, level 0: S, SI, SIR;
 * level 1: TA) and A&amp;D's standard format (CAS: format 22). The page for users is {@code docs/devices/scale.md}.
 */
@NullMarked
package io.tidegate.devices.scale;

import org.jspecify.annotations.NullMarked;
