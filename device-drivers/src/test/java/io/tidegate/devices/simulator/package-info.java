@NullMarked
package io.tidegate.devices.simulator;

import org.jspecify.annotations.NullMarked;
