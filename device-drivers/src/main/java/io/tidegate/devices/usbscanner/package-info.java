/**
 * Bar code scanners that are keyboards to Linux (USB HID), read from their event device and grabbed, so that codes do not
 * type into the console or a browser.
 *
 * <p>Wiring: USB. The device belongs to the group {@code input}. Quirks: a keyboard sends keys, not letters, so the layout
 * that the scanner is set to has to be known here; the separator GS comes as some key; a scanner may be several input
 * devices. The structure read is {@code struct input_event} of {@code linux/input.h}. The page for users is
 * {@code docs/devices/usb-scanner.md}. {@link io.tidegate.devices.usbscanner.Keyboard} is the pure part.
 */
@NullMarked
package io.tidegate.devices.usbscanner;

import org.jspecify.annotations.NullMarked;
