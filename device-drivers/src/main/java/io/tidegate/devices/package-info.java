/** The kinds of devices, one folder each. {@link io.tidegate.devices.Devices} lists them. */
@NullMarked
package io.tidegate.devices;

import org.jspecify.annotations.NullMarked;
