/**
 * Devices that publish by MQTT to the site's broker, whichever they are: readings as JSON objects, bare numbers, boolean
 * words and text; bar codes as {@code {"scan": "..."}}.
 *
 * <p>Wiring: none; a gadget needs the broker's address and a topic. Quirks: retained values are old and are not
 * recorded; a number with a comma or a unit is text. The page for users is {@code docs/devices/mqtt.md}. Read {@link
 * io.tidegate.devices.mqtt.TopicInterpreter} first; {@link io.tidegate.devices.mqtt.PahoBroker} is the client of an existing
 * broker.
 */
@NullMarked
package io.tidegate.devices.mqtt;

import org.jspecify.annotations.NullMarked;
