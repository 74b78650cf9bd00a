/**
 * Modbus units, by TCP or on a serial bus (RTU): energy meters, frequency converters, controllers. Only reading, with the functions 1 to 4.
 *
 * <p>Wiring: units on two wires (RS-485) behind a gateway with a network plug, or devices with one of their own.
 * Permissions: for a serial port the group dialout. Quirks: a unit that does not exist is silent, so that a wrong number costs its timeout; addresses
 * count from 0 where most manuals count from 1; nothing in the protocol tells the type of a value or the order of its
 * bytes. Standard: Modbus Application Protocol V1.1b3 (functions 6.1 to 6.4, exceptions 7), Modbus Messaging on TCP/IP
 * V1.0b (3.1.3), Modbus over Serial Line V1.02 (2.5.1); SunSpec Device Information Model Specification V1.1. The page for users is {@code docs/devices/modbus.md}. Read {@link io.tidegate.devices.modbus.ModbusDriver}
 * first, which gives each unit its turn; {@link io.tidegate.devices.modbus.ReadPlan} and {@link
 * io.tidegate.devices.modbus.Decoding} are pure.
 */
@NullMarked
package io.tidegate.devices.modbus;

import org.jspecify.annotations.NullMarked;
