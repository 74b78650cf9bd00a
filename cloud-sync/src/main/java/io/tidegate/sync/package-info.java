/**
 * The door between the journal and the clouds. Read {@link io.tidegate.sync.Sink}, then {@link io.tidegate.sync.Outbox},
 * then {@link io.tidegate.sync.Courier}, which moves entries from one to the other.
 */
@NullMarked
package io.tidegate.sync;

import org.jspecify.annotations.NullMarked;
