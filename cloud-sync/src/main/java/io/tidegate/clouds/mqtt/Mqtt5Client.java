package io.tidegate.clouds.mqtt;

import io.tidegate.net.BrokerAddress;
import java.io.IOException;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Paho's, over a line of ours where the server wants to know the protocol. Safe from any thread, as Paho's is. */
final class Mqtt5Client extends MqttAsyncClient {

    private final Caller caller;

    /**
     * The journal is our persistence: a second one in Paho would resend by itself what a courier sends anyway, and would cut
     * the connection again and again with a message that the broker does not take.
     */
    Mqtt5Client(Caller caller) throws MqttException {
        super(BrokerAddress.forPaho(caller.url()), caller.clientId(), new MemoryPersistence());
        this.caller = caller;
    }

    @Override
    protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options) throws MqttException {
        if (caller.alpn().isEmpty()) {
            return super.createNetworkModules(address, options);
        }
        try {
            return new NetworkModule[] {new AlpnLine(caller, caller.alpn().get(), options.getSocketFactory())};
        } catch (IOException noSocket) {
            throw new MqttException(noSocket);
        }
    }
}
