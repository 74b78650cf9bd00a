/**
 * The gateway's own MQTT server. Read {@link io.tidegate.gateway.mqttserver.MqttIntake} first, then {@link
 * io.tidegate.gateway.mqttserver.Client} for what one connection does.
 */
@NullMarked
package io.tidegate.gateway.mqttserver;

import org.jspecify.annotations.NullMarked;
