@NullMarked
package io.tidegate.devices.serialscanner;

import org.jspecify.annotations.NullMarked;
