/** Sinks: the door is {@code io.tidegate.sync}; behind it, one folder for each kind of cloud. */
module io.tidegate.sync {
    requires transitive io.tidegate.config;
    requires com.fasterxml.jackson.core;
    requires java.net.http;
    requires org.eclipse.paho.mqttv5.client;
    requires org.tinylog.api;

    exports io.tidegate.clouds;
    exports io.tidegate.sync;
}
