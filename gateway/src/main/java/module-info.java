/** The program: MQTT server, journal, history and pages, and the wiring of all. */
module io.tidegate.gateway {
    requires transitive io.tidegate.drivers;
    requires transitive io.tidegate.sync;
    requires com.fasterxml.jackson.core;
    requires gg.jte.runtime;
    requires io.github.javadiffutils;
    requires influxdb.client.core;
    requires influxdb.client.java;
    requires io.netty.transport;
    requires io.vertx.core;
    requires io.vertx.web;
    requires java.management;
    requires java.net.http;
    requires java.sql;
    requires jdk.unsupported;
    requires org.apache.commons.csv;
    requires org.tinylog.api;
    requires org.xerial.sqlitejdbc;
}
