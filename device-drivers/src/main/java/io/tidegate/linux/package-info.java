/** Calls to Linux that Java has no class for; a neighbour of the drivers that need them. */
@NullMarked
package io.tidegate.linux;

import org.jspecify.annotations.NullMarked;
