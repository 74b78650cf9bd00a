/**
 * The gateway's own MQTT server. Read {@link io.tidegate.gateway.intake.MqttIntake} first, then {@link
 * io.tidegate.gateway.intake.Client} for what one connection does.
 */
@NullMarked
package io.tidegate.gateway.intake;

import org.jspecify.annotations.NullMarked;
