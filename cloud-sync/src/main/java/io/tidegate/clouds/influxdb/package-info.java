/**
 * Entries to an InfluxDB as points, and how one is spoken to: the only way to it, which the gateway's own history goes too.
 * {@code docs/clouds/influxdb.md} says what stands there.
 */
@NullMarked
package io.tidegate.clouds.influxdb;

import org.jspecify.annotations.NullMarked;
