/** The program. {@link io.tidegate.gateway.Main} takes the command, {@link io.tidegate.gateway.Gateway} wires the rooms. */
@NullMarked
package io.tidegate.gateway;

import org.jspecify.annotations.NullMarked;
