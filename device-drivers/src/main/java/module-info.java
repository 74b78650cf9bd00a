/** Drivers: the door is {@code io.tidegate.driver}; behind it, one folder for each kind of device. */
module io.tidegate.drivers {
    requires transitive io.tidegate.config;
    requires com.fasterxml.jackson.core;
    requires com.fazecast.jSerialComm;
    requires com.pi4j;
    requires com.pi4j.library.gpiod;
    requires com.pi4j.plugin.gpiod;
    requires com.pi4j.plugin.linuxfs;
    requires io.netty.common;
    requires io.netty.transport;
    requires org.eclipse.paho.client.mqttv3;
    requires org.tinylog.api;

    // What Milo uses. It is itself no part of the module graph: docs/decisions/091-milo-for-opc-ua.md.
    requires io.netty.codec;
    requires io.netty.handler;

    exports io.tidegate.devices;
    exports io.tidegate.devices.mqtt;
    exports io.tidegate.driver;
    exports io.tidegate.mqtt;
}
