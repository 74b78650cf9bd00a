@NullMarked
package io.tidegate.gateway.history;

import org.jspecify.annotations.NullMarked;
