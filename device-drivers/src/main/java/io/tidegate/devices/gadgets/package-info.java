/**
 * Gadgets that shops already own, by what their makers' firmware publishes: Zigbee2MQTT, Tasmota, Shelly, ESPHome,
 * OpenMQTTGateway. Each gadget becomes a device of its own, with plain fields.
 *
 * <p>Wiring: none; a gadget needs the broker's address. Permissions: none. Quirks: what a broker kept is old and is not
 * recorded, but for whether a gadget is there; energy is recorded in kWh and as it is told, also when a counter falls. The
 * page for users is {@code docs/devices/gadgets.md}. Read {@link io.tidegate.devices.gadgets.Family} first, then {@link
 * io.tidegate.devices.gadgets.GadgetInterpreter}.
 */
@NullMarked
package io.tidegate.devices.gadgets;

import org.jspecify.annotations.NullMarked;
