/** Entries to an MQTT broker, in batches of one message each. {@code docs/clouds/mqtt.md} is its page. */
@NullMarked
package io.tidegate.clouds.mqtt;

import org.jspecify.annotations.NullMarked;
