/**
 * GPIO pins of the box as inputs: contacts, motion detectors, and the pulses of meters.
 *
 * <p>Wiring: a contact or an S0 output between the pin and ground, with the box's own pull-up; 3.3 V at most. Permissions:
 * group {@code gpio}. Quirks: the kernel keeps 16 changes of a pin until Pi4J reads them, and drops what comes above; so
 * with each reading the pin itself is asked, too. S0 pulses (IEC 62053-31) are at least 30 ms long. Pi4J brings its native
 * library for ARM only. The page for users is {@code docs/devices/gpio.md}. {@link io.tidegate.devices.gpio.InputPins} is
 * the only class that knows Pi4J; {@code Debounce} and {@code PulseMeter} are the pure parts.
 */
@NullMarked
package io.tidegate.devices.gpio;

import org.jspecify.annotations.NullMarked;
