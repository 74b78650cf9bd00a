/**
 * 1-Wire thermometers (DS18B20 and its family) on the bus that the Linux kernel drives.
 *
 * <p>Wiring: data to GPIO 4 with 4.7 kOhm to 3.3 V; {@code dtoverlay=w1-gpio} in {@code /boot/firmware/config.txt}.
 * Permissions: none to read; writing {@code resolution} needs a udev rule. Quirks: a reading takes 750 ms at 12 bits, in
 * the kernel, which no interrupt ends; after power-on the chip shows 85 Cel without having measured (DS18B20 data sheet,
 * table 1 and figure 5); a slave that was pulled off stays listed for a while and then reads as zeros, whose CRC is right.
 * The page for users is {@code docs/devices/one-wire.md}. {@link io.tidegate.devices.onewire.W1Slave} is the pure decoding.
 */
@NullMarked
package io.tidegate.devices.onewire;

import org.jspecify.annotations.NullMarked;
