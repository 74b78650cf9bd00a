/** The door to serial ports on ptys, and a pretended cable for those behind it. */
@NullMarked
package io.tidegate.serial;

import org.jspecify.annotations.NullMarked;
