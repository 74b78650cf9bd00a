/**
 * What devices say about a site, in the words that drivers, journal and sinks share. Start with {@link
 * io.tidegate.observation.Observation}.
 */
@NullMarked
package io.tidegate.observation;

import org.jspecify.annotations.NullMarked;
