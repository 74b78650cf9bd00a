/** What every device last said, in memory. Start with {@link io.tidegate.gateway.live.LiveSite}. */
@NullMarked
package io.tidegate.gateway.live;

import org.jspecify.annotations.NullMarked;
