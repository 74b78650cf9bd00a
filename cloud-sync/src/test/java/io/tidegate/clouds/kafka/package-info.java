@NullMarked
package io.tidegate.clouds.kafka;

import org.jspecify.annotations.NullMarked;
