@NullMarked
package io.tidegate.driver;

import org.jspecify.annotations.NullMarked;
