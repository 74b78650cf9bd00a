/** Entries as messages of NATS JetStream. The page for users is {@code docs/clouds/nats.md}. */
@NullMarked
package io.tidegate.clouds.nats;

import org.jspecify.annotations.NullMarked;
