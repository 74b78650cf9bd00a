@NullMarked
package io.tidegate.devices.mqtt;

import org.jspecify.annotations.NullMarked;
