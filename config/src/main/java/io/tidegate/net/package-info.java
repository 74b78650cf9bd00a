/** What drivers and sinks alike need to speak over a network. */
@NullMarked
package io.tidegate.net;

import org.jspecify.annotations.NullMarked;
