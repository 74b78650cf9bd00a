/**
 * A small shop and workshop that do not exist: fridges, a freezer, the air, a mill, an electricity meter and a till's
 * scanner. They publish to the site's broker like real gadgets, so that a demo uses the real way in.
 *
 * <p>Wiring: none. Quirks: the same seed makes the same shop from the same moment on; the energy meter begins anew with
 * each start. The page for users is {@code docs/devices/simulator.md}. {@link io.tidegate.devices.simulator.Shop} is the
 * pure model, {@link io.tidegate.devices.simulator.SimulatorDriver} publishes what it shows.
 */
@NullMarked
package io.tidegate.devices.simulator;

import org.jspecify.annotations.NullMarked;
