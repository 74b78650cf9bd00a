/** The program: MQTT server, journal, history and pages, and the wiring of all. */
module io.tidegate.gateway {
    requires transitive io.tidegate.drivers;
    requires transitive io.tidegate.sync;
    requires com.fasterxml.jackson.core;
    requires gg.jte.runtime;
    requires influxdb.client.core;
    requires influxdb.client.java;
    requires io.netty.transport;
    requires io.vertx.core;
    requires io.vertx.web;
    requires java.management;
    requires java.net.http;
    requires java.sql;
    requires jdk.unsupported;
    requires okhttp3;
    requires org.tinylog.api;
    requires org.xerial.sqlitejdbc;

    // What the InfluxDB client's automatic modules use and cannot ask for themselves.
    requires com.google.gson;
    requires io.reactivex.rxjava3;
    requires kotlin.stdlib;
    requires org.apache.commons.csv;
}
