@NullMarked
package io.tidegate.devices.host;

import org.jspecify.annotations.NullMarked;
