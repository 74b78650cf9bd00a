package io.tidegate.clouds.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * What is said of a message beside its payload, where the protocol has words for it: MQTT 5. Immutable.
 *
 * @param late whether newer ones were delivered before it: a user property (section 3.3.2.3.7)
 * @param expiry how long the broker keeps it for who has not fetched it (section 3.3.2.3.3)
 */
record MessageProperties(boolean late, Optional<Duration> expiry) {

    static final MessageProperties NONE = new MessageProperties(false, Optional.empty());

    MqttProperties forPaho() {
        MqttProperties properties = new MqttProperties();
        if (late) {
            properties.setUserProperties(List.of(new UserProperty("late", "true")));
        }
        expiry.ifPresent(time -> properties.setMessageExpiryInterval(time.toSeconds()));
        return properties;
    }
}
