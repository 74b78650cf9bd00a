package io.tidegate.clouds.mqtt;

import java.util.Map;

/** Is told of messages by a thread of Paho's, which must not wait. */
@FunctionalInterface
public interface Ear {

    /** Of a link that subscribes to nothing. */
    Ear NONE = message -> message.acknowledge().run();

    /**
     * A message that came, with QoS 1 at most.
     *
     * @param properties that its publisher gave it (MQTT 5, section 3.3.2.3.7); none by MQTT 3.1.1
     * @param acknowledge to be run once, by any thread: until then the broker keeps it
     */
    record Heard(String topic, byte[] payload, Map<String, String> properties, Runnable acknowledge) {}

    void heard(Heard message);
}
