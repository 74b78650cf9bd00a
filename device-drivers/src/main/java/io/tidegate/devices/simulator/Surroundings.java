package io.tidegate.devices.simulator;

/** What the devices of the shop have in common at one moment. Immutable. */
record Surroundings(double roomCelsius, double drawnWatts) {}
