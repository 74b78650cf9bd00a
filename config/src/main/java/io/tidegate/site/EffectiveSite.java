package io.tidegate.site;

import java.net.URI;
import java.util.List;

/**
 * The whole configuration as it works, with every default, as YAML that is a valid site file itself. Secrets show as
 * their reference, and of an address the query is masked. Safe from any thread.
 */
public final class EffectiveSite {

    private final YamlWriter yaml = new YamlWriter();

    private EffectiveSite() {}

    public static String yaml(SiteFile site) {
        EffectiveSite effective = new EffectiveSite();
        effective.write(site);
        return effective.yaml.toString();
    }

    /** The section of these devices alone, to be pasted into a site file. */
    public static String devices(List<DeviceConfig> devices) {
        EffectiveSite effective = new EffectiveSite();
        effective.yaml.list("devices", devices, effective::device);
        return effective.yaml.toString();
    }

    private void write(SiteFile file) {
        yaml.section("site", () -> {
            yaml.text("id", file.site().id());
            yaml.text("name", file.site().name());
            yaml.text("timezone", file.site().timezone().getId());
            yaml.text("locale", file.site().locale().toLanguageTag());
        });
        yaml.section("gateway", () -> {
            yaml.text("id", file.gateway().id());
            yaml.text("data", file.gateway().data().toAbsolutePath().normalize().toString());
            yaml.bare("commitWindow", Quantities.text(file.gateway().commitWindow()));
            yaml.section("retention", () -> {
                yaml.bare("age", Quantities.text(file.gateway().retention().age()));
                yaml.bare("bytes", Quantities.text(file.gateway().retention().bytes()));
                quota("readings", file.gateway().retention().readings());
                quota("events", file.gateway().retention().events());
            });
            yaml.text("clock", Scalars.word(file.gateway().clock()));
        });
        yaml.section("web", () -> {
            yaml.text("host", file.web().host());
            yaml.bare("port", file.web().port());
            yaml.bare("insecure", file.web().insecure());
        });
        yaml.section("mqtt", () -> mqtt(file.mqtt()));
        yaml.section("history", () -> history(file.history()));
        yaml.section("stock", () -> StockSection.show(file.stock(), yaml));
        yaml.list("profiles", file.profiles(), profile -> ProfilesSection.show(profile, yaml));
        yaml.list("devices", file.devices(), this::device);
        yaml.list("sinks", file.sinks(), this::sink);
    }

    private void quota(String name, GatewaySettings.Quota quota) {
        if (!quota.equals(GatewaySettings.Quota.NONE)) {
            yaml.section(name, () -> {
                quota.age().ifPresent(age -> yaml.bare("age", Quantities.text(age)));
                quota.bytes().ifPresent(bytes -> yaml.bare("bytes", Quantities.text(bytes)));
            });
        }
    }

    private void mqtt(MqttSettings mqtt) {
        switch (mqtt) {
            case MqttSettings.Embedded server ->
                yaml.section("embedded", () -> {
                    yaml.text("host", server.host());
                    yaml.bare("port", server.port());
                    yaml.bare("insecure", server.insecure());
                    MqttSettings.Limits limits = server.limits();
                    yaml.section("limits", () -> {
                        yaml.bare("clients", limits.clients());
                        yaml.bare("packetBytes", Quantities.text((long) limits.packetBytes()));
                        yaml.bare("messagesPerSecond", limits.messagesPerSecond());
                        yaml.bare("topicLevels", limits.topicLevels());
                        yaml.bare("receiveMaximum", limits.receiveMaximum());
                        yaml.bare("retainedMessages", limits.retainedMessages());
                    });
                });
            case MqttSettings.External broker -> {
                yaml.text("url", shown(broker.url()));
                yaml.text("clientId", broker.clientId());
                yaml.login(broker.username(), broker.password());
                yaml.tls(broker.tls());
            }
        }
    }

    private void history(HistorySettings history) {
        switch (history) {
            case HistorySettings.Embedded own ->
                yaml.section("embedded", () -> {
                    yaml.bare("minutes", Quantities.text(own.minutes()));
                    yaml.bare("hours", Quantities.text(own.hours()));
                });
            case HistorySettings.Influx influx ->
                yaml.section("influxdb", () -> {
                    yaml.text("url", shown(influx.url()));
                    InfluxCloud.show(yaml, influx.where());
                });
        }
    }

    private void device(DeviceConfig device) {
        yaml.text("id", device.id().value());
        yaml.text("driver", device.driver());
        switch (device) {
            case MqttDevice mqtt -> mqtt.show(yaml);
            case SimulatorDevice simulator -> simulator.show(yaml);
            case SerialScannerDevice scanner -> scanner.show(yaml);
            case UsbScannerDevice scanner -> scanner.show(yaml);
            case ScaleDevice scale -> scale.show(yaml);
            case ModbusDevice modbus -> modbus.show(yaml);
            case OneWireDevice thermometer -> thermometer.show(yaml);
            case HostDevice host -> host.show(yaml);
            case I2cDevice chip -> chip.show(yaml);
            case GpioDevice pin -> pin.show(yaml);
            case GpioOutputDevice output -> output.show(yaml);
            case SpiDevice chip -> chip.show(yaml);
            case GadgetsDevice gadgets -> gadgets.show(yaml);
            case OpcUaDevice server -> server.show(yaml);
        }
    }

    private void sink(SinkConfig sink) {
        yaml.text("id", sink.id());
        yaml.text("type", sink.type());
        switch (sink) {
            case MqttCloud mqtt -> mqtt.show(yaml);
            case HttpCloud http -> http.show(yaml);
            case EpcisCloud epcis -> epcis.show(yaml);
            case SparkplugCloud sparkplug -> sparkplug.show(yaml);
            case NatsCloud nats -> nats.show(yaml);
            case KafkaCloud kafka -> kafka.show(yaml);
            case InfluxCloud influx -> influx.show(yaml);
            case FileCloud file -> file.show(yaml);
            case S3Cloud s3 -> s3.show(yaml);
        }
        yaml.bare("timeout", Quantities.text(sink.timeout()));
        yaml.section("batch", () -> {
            yaml.bare("entries", sink.batch().entries());
            yaml.bare("bytes", Quantities.text((long) sink.batch().bytes()));
        });
        sink.send().show(yaml);
        sink.limits().show(yaml);
    }

    /** Many an address holds a key in its query. */
    static String shown(URI url) {
        String text = url.toString();
        return url.getRawQuery() == null ? text : text.substring(0, text.indexOf('?')) + "?***";
    }
}
