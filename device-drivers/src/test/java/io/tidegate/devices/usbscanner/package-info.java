@NullMarked
package io.tidegate.devices.usbscanner;

import org.jspecify.annotations.NullMarked;
