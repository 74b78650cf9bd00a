@NullMarked
package io.tidegate.sync;

import org.jspecify.annotations.NullMarked;
