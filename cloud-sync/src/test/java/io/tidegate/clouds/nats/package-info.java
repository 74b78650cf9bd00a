@NullMarked
package io.tidegate.clouds.nats;

import org.jspecify.annotations.NullMarked;
