/** The MQTT server from outside: by its door, by other people's clients, and byte by byte. */
package io.tidegate.gateway.mqttserver;
