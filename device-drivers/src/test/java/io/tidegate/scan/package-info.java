@NullMarked
package io.tidegate.scan;

import org.jspecify.annotations.NullMarked;
