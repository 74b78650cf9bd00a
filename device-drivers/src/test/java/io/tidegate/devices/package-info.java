@NullMarked
package io.tidegate.devices;

import org.jspecify.annotations.NullMarked;
