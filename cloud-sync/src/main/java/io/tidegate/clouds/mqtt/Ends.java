package io.tidegate.clouds.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** Hears from Paho what is not an answer: messages, and that the connection is gone. Used by Paho's threads. */
final class Ends implements MqttCallback {

    private final Ear ear;
    private final Consumer<MqttMessage> acknowledge;
    private final Consumer<@Nullable MqttException> gone;

    /** @param gone is given the reason, where there is one */
    Ends(Ear ear, Consumer<MqttMessage> acknowledge, Consumer<@Nullable MqttException> gone) {
        this.ear = ear;
        this.acknowledge = acknowledge;
        this.gone = gone;
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        gone.accept(response.getException());
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        Map<String, String> properties = new HashMap<>();
        if (message.getProperties() != null) {
            message.getProperties().getUserProperties().forEach(each -> properties.put(each.getKey(), each.getValue()));
        }
        ear.heard(new Ear.Heard(topic, message.getPayload(), properties, () -> acknowledge.accept(message)));
    }

    @Override
    public void mqttErrorOccurred(MqttException trouble) {
        // What it means for us follows: a listener's onFailure, or disconnected.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Each publish has its own listener.
    }

    @Override
    public void connectComplete(boolean reconnect, String address) {
        // connect() has its own listener.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // We offer no enhanced authentication, so that none can be asked for.
    }
}
