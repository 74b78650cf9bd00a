@NullMarked
package io.tidegate.clouds.sparkplug;

import org.jspecify.annotations.NullMarked;
