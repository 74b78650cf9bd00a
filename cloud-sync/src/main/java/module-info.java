/** Sinks: the door is {@code io.tidegate.sync}; behind it, one folder for each kind of cloud. */
module io.tidegate.sync {
    requires transitive io.tidegate.config;
    requires transitive influxdb.client.core;
    requires transitive influxdb.client.java;
    requires com.fasterxml.jackson.core;
    requires java.net.http;
    requires java.xml;
    requires okhttp3;
    requires org.eclipse.paho.client.mqttv3;
    requires org.eclipse.paho.mqttv5.client;
    requires org.tinylog.api;

    // What the InfluxDB client's automatic modules use and cannot ask for themselves.
    requires com.google.gson;
    requires io.reactivex.rxjava3;
    requires kotlin.stdlib;
    requires org.apache.commons.csv;

    exports io.tidegate.clouds;
    exports io.tidegate.clouds.influxdb;
    exports io.tidegate.sync;
}
