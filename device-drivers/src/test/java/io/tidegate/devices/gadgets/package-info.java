@NullMarked
package io.tidegate.devices.gadgets;

import org.jspecify.annotations.NullMarked;
