/**
 * A small shop and workshop that do not exist: fridges, a freezer, the air, a mill, an electricity meter and a till's
 * scanner. They publish over a socket to the site's broker, all by one client, as gadgets behind one radio stick do; so a
 * demo uses the real way in.
 *
 * <p>Wiring: none. Quirks: the same seed makes the same shop from the same moment on; the energy meter begins anew with
 * each start, and the shop with each new connection. The page for users is {@code docs/devices/simulator.md}. {@link io.tidegate.devices.simulator.Shop} is the
 * pure model, {@link io.tidegate.devices.simulator.SimulatorDriver} publishes what it shows.
 */
@NullMarked
package io.tidegate.devices.simulator;

import org.jspecify.annotations.NullMarked;
