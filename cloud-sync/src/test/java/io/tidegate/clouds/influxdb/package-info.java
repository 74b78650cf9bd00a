@NullMarked
package io.tidegate.clouds.influxdb;

import org.jspecify.annotations.NullMarked;
