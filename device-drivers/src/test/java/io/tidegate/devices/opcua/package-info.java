/** OPC UA against a real server, by real TCP. */
@NullMarked
package io.tidegate.devices.opcua;

import org.jspecify.annotations.NullMarked;
