/**
 * GPIO pins of the box: contacts, motion detectors and the pulses of meters; relays, tower lights and buzzers.
 *
 * <p>Wiring: a contact or an S0 output between the pin and ground, with the box's own pull-up; 3.3 V at most. Permissions:
 * group {@code gpio}. Quirks: the kernel keeps 16 changes of a pin until Pi4J reads them, and drops what comes above; so
 * with each reading the pin itself is asked, too. S0 pulses (IEC 62053-31) are at least 30 ms long. Pi4J brings its native
 * library for ARM only. The page for users is {@code docs/devices/gpio.md}. {@link
 * io.tidegate.devices.gpio.InputPins} and {@link io.tidegate.devices.gpio.OutputPins} are the only classes that know Pi4J;
 * {@code Debounce}, {@code PulseMeter}, {@code Rhythm} and {@code Course} are the pure parts.
 */
@NullMarked
package io.tidegate.devices.gpio;

import org.jspecify.annotations.NullMarked;
