package io.tidegate.devices.mqtt;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.mqtt.Counts;
import io.tidegate.mqtt.MqttListener;
import io.tidegate.site.MqttDevice;
import java.util.List;

/** Whatever publishes under one topic: {@link TopicInterpreter} says what it means. Functions only. */
public final class MqttDriver {

    private MqttDriver() {}

    /** @throws DeviceException when the topic is no template, or the broker is away or refuses the subscription */
    public static Driver.Listening open(MqttDevice config, MqttListener.Source source) throws DeviceException {
        Counts counts = new Counts();
        TopicInterpreter interpreter;
        try {
            interpreter = new TopicInterpreter(config, counts);
        } catch (IllegalArgumentException wrong) {
            throw new DeviceException(String.valueOf(wrong.getMessage()), wrong);
        }
        return new MqttListener(List.of(interpreter.filter()), interpreter, counts, source);
    }
}
