/** Entries as records of Kafka topics. The page for users is {@code docs/clouds/kafka.md}. */
@NullMarked
package io.tidegate.clouds.kafka;

import org.jspecify.annotations.NullMarked;
