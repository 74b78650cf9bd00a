@NullMarked
package io.tidegate.devices.spi;

import org.jspecify.annotations.NullMarked;
