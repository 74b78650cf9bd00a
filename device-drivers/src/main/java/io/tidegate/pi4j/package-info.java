/** Pi4J, as the kinds of devices that use it start it. */
@NullMarked
package io.tidegate.pi4j;

import org.jspecify.annotations.NullMarked;
