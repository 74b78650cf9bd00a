/** Modbus: pure tables of values and frames, turns by hand and by the clock, and a real server by TCP. */
@NullMarked
package io.tidegate.devices.modbus;

import org.jspecify.annotations.NullMarked;
