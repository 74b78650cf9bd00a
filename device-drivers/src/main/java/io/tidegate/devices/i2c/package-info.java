/**
 * Chips on an I2C bus: climate, thermometers, analog inputs, current and power.
 *
 * <p>Wiring: SDA and SCL to GPIO 2 and 3 (pins 3 and 5), 3.3 V; raspi-config switches the bus on. Permissions: group {@code
 * i2c}. Quirks: a chip that is away answers nothing when it is read, not when it is opened; Pi4J brings its native library
 * for ARM only. Data sheets: Bosch BST-BME280-DS002 section 4.2.3, Sensirion SHT3x-DIS sections 4.3, 4.12 and 4.13,
 * Microchip DS25095A (MCP9808), TI SBOS397 (TMP102), SBOS417 (TMP105), SBAS444 (ADS1115), SBOS448 (INA219), SBOS547 (INA226).
 * The page for users is {@code docs/devices/i2c.md}. {@link io.tidegate.devices.i2c.I2cBuses} is the only class that knows
 * Pi4J; a {@code Chip} is one kind of chip behind an {@code I2cLine}.
 */
@NullMarked
package io.tidegate.devices.i2c;

import org.jspecify.annotations.NullMarked;
