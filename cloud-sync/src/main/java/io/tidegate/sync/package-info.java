/** The door between the journal and the clouds. Read {@link io.tidegate.sync.Sink}, then {@link io.tidegate.sync.Outbox}. */
@NullMarked
package io.tidegate.sync;

import org.jspecify.annotations.NullMarked;
