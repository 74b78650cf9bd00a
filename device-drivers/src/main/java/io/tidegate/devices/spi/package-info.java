/**
 * Chips on an SPI bus: analog inputs, thermocouples, resistance thermometers.
 *
 * <p>Wiring: SCLK, MOSI and MISO to GPIO 11, 10 and 9 (pins 23, 19 and 21), the chip's select to GPIO 8 or 7 (pins 24 and 26),
 * 3.3 V; {@code dtparam=spi=on} switches the bus on. Permissions: group {@code spi}. Quirks: SPI knows no acknowledgement, so
 * whether a chip is there shows only in what it says. Data sheets: Microchip DS21295 section 5.0 (MCP3008), Maxim 19-5793
 * tables 2 to 5 (MAX31855), Maxim 19-6478 tables 1 to 9 (MAX31865), IEC 60751 (platinum). The page for users is {@code
 * docs/devices/spi.md}. {@link io.tidegate.devices.spi.SpiBuses} is the only class that knows Pi4J; a {@code Chip} is one kind
 * of chip behind an {@code SpiLine}, and {@code Platinum} the pure part.
 */
@NullMarked
package io.tidegate.devices.spi;

import org.jspecify.annotations.NullMarked;
