@NullMarked
package io.tidegate.gateway.live;

import org.jspecify.annotations.NullMarked;
