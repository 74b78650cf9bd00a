@NullMarked
package io.tidegate.devices.onewire;

import org.jspecify.annotations.NullMarked;
