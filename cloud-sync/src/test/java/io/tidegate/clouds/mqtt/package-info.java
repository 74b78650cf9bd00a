@NullMarked
package io.tidegate.clouds.mqtt;

import org.jspecify.annotations.NullMarked;
