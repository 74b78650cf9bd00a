@NullMarked
package io.tidegate.devices.gpio;

import org.jspecify.annotations.NullMarked;
