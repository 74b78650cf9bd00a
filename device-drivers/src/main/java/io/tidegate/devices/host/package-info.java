/**
 * The box that the gateway runs on, as the Linux kernel and the Raspberry Pi's firmware show it in files.
 *
 * <p>Wiring and permissions: none. Quirks: each board has some of the files; what a box does not have is no field. The
 * firmware's flags ({@code get_throttled}) are on a Raspberry Pi only; the wear of a card is told by eMMC (JEDEC JESD84-B51,
 * DEVICE_LIFE_TIME_EST and PRE_EOL_INFO), and by hardly any SD card. The page for users is {@code docs/devices/host.md}.
 * {@link io.tidegate.devices.host.KernelText} is the pure decoding.
 */
@NullMarked
package io.tidegate.devices.host;

import org.jspecify.annotations.NullMarked;
