/**
 * Bar code scanners at a serial port: RS-232, by an adapter, or by USB as a virtual port (CDC-ACM).
 *
 * <p>Wiring: the scanner's own cable; most need no flow control. The port belongs to the group {@code dialout}. Quirks:
 * what stands behind a code (CR, LF, both, nothing) is a setting of the scanner, and so are the speed and the AIM
 * identifier before it. The page for users is {@code docs/devices/serial-scanner.md}.
 * {@link io.tidegate.devices.serialscanner.Pieces} is the pure part, which finds where a code ends.
 */
@NullMarked
package io.tidegate.devices.serialscanner;

import org.jspecify.annotations.NullMarked;
