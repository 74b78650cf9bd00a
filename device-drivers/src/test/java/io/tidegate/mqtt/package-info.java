@NullMarked
package io.tidegate.mqtt;

import org.jspecify.annotations.NullMarked;
