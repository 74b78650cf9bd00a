@NullMarked
package io.tidegate.net;

import org.jspecify.annotations.NullMarked;
