@NullMarked
package io.tidegate.devices.scale;

import org.jspecify.annotations.NullMarked;
