/** The door to serial ports: the one place that knows the library for them. */
@NullMarked
package io.tidegate.serial;

import org.jspecify.annotations.NullMarked;
