package io.tidegate.gateway;

import io.tidegate.devices.Devices;
import io.tidegate.devices.mqtt.PahoBroker;
import io.tidegate.driver.Broker;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.mqttserver.MqttIntake;
import io.tidegate.gateway.pages.BrokerReport;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.SiteFile;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The MQTT broker that the site's devices talk to: the gateway itself, or another one.
 *
 * @param report how it is now; from any thread
 * @param port of the gateway's own; 0 where it is another one
 */
record SiteBroker(Broker broker, Supplier<BrokerReport> report, int port) {

    /** Returns also while another one is away: the pages then say so, and it is tried again. */
    static SiteBroker open(SiteFile site, Vertx vertx, Journal journal, Closing closing)
            throws IOException, InterruptedException {
        // What comes for a driver that is not there yet waits for it, unacknowledged.
        List<List<String>> expected = site.devices().stream()
                .map(Devices::filters)
                .filter(each -> !each.isEmpty())
                .toList();
        return switch (site.mqtt()) {
            case MqttSettings.Embedded embedded -> {
                MqttIntake intake =
                        closing.add("the MQTT server", MqttIntake.start(vertx, embedded, journal, expected));
                yield new SiteBroker(intake, () -> Reports.of(intake.status()), intake.port());
            }
            case MqttSettings.External external -> {
                PahoBroker client = closing.add("the MQTT client", PahoBroker.open(external, expected));
                yield new SiteBroker(client, () -> Reports.of(client.status()), 0);
            }
        };
    }
}
