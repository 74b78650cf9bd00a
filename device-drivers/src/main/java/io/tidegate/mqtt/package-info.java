/**
 * What all drivers share that hear their devices by MQTT: the way from the broker's thread to the disk and back, and the
 * reading of payloads. Read {@link io.tidegate.mqtt.MqttListener} first; its drivers bring an {@link
 * io.tidegate.mqtt.Interpreter}.
 */
@NullMarked
package io.tidegate.mqtt;

import org.jspecify.annotations.NullMarked;
