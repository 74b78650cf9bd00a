package io.tidegate.devices.gadgets;

import io.tidegate.site.GadgetsDevice;
import java.util.List;

/** How the gadgets of one make speak. No I/O; never throws on bad input. Used by one thread. */
sealed interface Family permits Zigbee2Mqtt, Tasmota, ShellyGen1, ShellyGen2, EspHome, OpenMqttGateway, HomeAssistant {

    /** The topics to hear. */
    List<String> filters();

    /** What the message says. Nothing where it is none of our business. */
    List<Said> hear(String topic, byte[] payload);

    static Family of(GadgetsDevice config) {
        Topics topics = new Topics(config.prefix());
        return switch (config.family()) {
            case ZIGBEE2MQTT -> new Zigbee2Mqtt(topics);
            case TASMOTA -> new Tasmota(topics);
            case SHELLY1 -> new ShellyGen1(topics);
            case SHELLY2 -> new ShellyGen2(topics);
            case ESPHOME -> new EspHome(topics);
            case OPENMQTTGATEWAY -> new OpenMqttGateway(topics);
            case HOME_ASSISTANT -> new HomeAssistant(topics, config);
        };
    }
}
