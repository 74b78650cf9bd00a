/** The past of every field, in the gateway's own database or in InfluxDB. Read {@link io.tidegate.gateway.history.History} first. */
@NullMarked
package io.tidegate.gateway.history;

import org.jspecify.annotations.NullMarked;
