@NullMarked
package io.tidegate.devices.i2c;

import org.jspecify.annotations.NullMarked;
