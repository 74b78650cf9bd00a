/** A Sparkplug B 3.0 edge node, with a device for each of the site's. {@code docs/clouds/sparkplug.md} is its page. */
@NullMarked
package io.tidegate.clouds.sparkplug;

import org.jspecify.annotations.NullMarked;
