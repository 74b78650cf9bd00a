package io.tidegate.clouds.mqtt;

import io.tidegate.net.BrokerAddress;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.sync.UnavailableException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * By MQTT 3.1.1, for brokers that know nothing newer. A PUBACK says that the broker has read the message, and no broker can
 * say that it does not take one. Used by its sink thread, but for what Paho's own threads tell.
 */
final class Mqtt311Link implements BrokerLink {

    private static final int AT_LEAST_ONCE = 1;

    /** In a SUBACK (MQTT 3.1.1, section 3.9.3). */
    private static final int NOT_SUBSCRIBED = 0x80;

    private final Client client;
    private final Unanswered unanswered = new Unanswered();

    private Mqtt311Link(Caller caller) throws MqttException {
        this.client = new Client(caller);
    }

    /** Returns connected, or throws with words for staff. */
    static Mqtt311Link connect(Caller caller, Ear ear) throws UnavailableException, InterruptedException {
        Mqtt311Link link = null;
        try {
            link = new Mqtt311Link(caller);
            link.client.setManualAcks(true);
            link.client.setCallback(link.new End(ear));
            CompletableFuture<Void> connected = link.unanswered.one();
            link.client.connect(caller.options311(), null, new Answer(connected));
            connected.get(caller.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return link;
        } catch (UnfitCertificate unfit) {
            closed(link);
            throw new UnavailableException(unfit.getMessage(), unfit);
        } catch (MqttException failed) {
            closed(link);
            throw new UnavailableException(MqttTrouble.unanswered(told(failed), caller), failed);
        } catch (ExecutionException | TimeoutException failed) {
            closed(link);
            throw new UnavailableException(MqttTrouble.unanswered(failed, caller), failed);
        } catch (InterruptedException stopped) {
            closed(link);
            throw stopped;
        }
    }

    private static void closed(@Nullable Mqtt311Link link) {
        if (link != null) {
            link.close();
        }
    }

    @Override
    public boolean isUp() {
        return client.isConnected();
    }

    @Override
    public int inFlightMax() {
        return IN_FLIGHT_MAX;
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload, MessageProperties inVain) {
        return asked(answer -> client.publish(topic, payload, AT_LEAST_ONCE, false, null, answer));
    }

    @Override
    public CompletableFuture<Void> subscribe(List<String> filters) {
        int[] atLeastOnce = new int[filters.size()];
        Arrays.fill(atLeastOnce, AT_LEAST_ONCE);
        return asked(answer -> client.subscribe(filters.toArray(String[]::new), atLeastOnce, null, answer));
    }

    @Override
    public CompletableFuture<Void> ask(String filter) {
        return asked(answer -> client.unsubscribe(filter, null, answer));
    }

    private interface Asking {
        void ask(Answer answer) throws MqttException;
    }

    private CompletableFuture<Void> asked(Asking question) {
        CompletableFuture<Void> outcome = unanswered.one();
        try {
            question.ask(new Answer(outcome));
            if (!client.isConnected()) {
                // It broke between the two lines above, and nobody may tell us any more.
                outcome.completeExceptionally(told(new MqttException(MqttException.REASON_CODE_CONNECTION_LOST)));
            }
        } catch (MqttException broken) {
            outcome.completeExceptionally(told(broken));
        }
        return outcome;
    }

    @Override
    public void close() {
        boolean polite = client.isConnected() && unanswered.isEmpty();
        try {
            client.disconnectForcibly(0, GOODBYE_MILLIS_MAX, polite);
        } catch (MqttException notConnected) {
            Logger.debug("ending an mqtt connection: {}", notConnected.getMessage());
        }
        try {
            client.close(true);
        } catch (MqttException stillConnecting) {
            // Paho's connecting thread ends by its own timeout; nothing of ours waits for it.
            Logger.debug("closing an mqtt client: {}", stillConnecting.getMessage());
        }
    }

    /** Where the connection has ended meanwhile, the message comes again. */
    private void acknowledge(MqttMessage message) {
        if (message.getQos() == AT_LEAST_ONCE && client.isConnected()) {
            try {
                client.messageArrivedComplete(message.getId(), AT_LEAST_ONCE);
            } catch (MqttException | NullPointerException gone) {
                // Paho itself has no state any more when it is closed at this very moment.
                Logger.debug("not acknowledged: {}", gone.getMessage());
            }
        }
    }

    /** The same in the words of MQTT 5: its client has taken over the codes of this one. */
    private static Throwable told(Throwable trouble) {
        return trouble instanceof MqttException own
                ? new org.eclipse.paho.mqttv5.common.MqttException(own.getReasonCode(), own.getCause())
                : trouble;
    }

    private record Answer(CompletableFuture<Void> outcome) implements IMqttActionListener {

        @Override
        public void onSuccess(IMqttToken token) {
            int[] granted = token.getGrantedQos();
            if (granted != null && Arrays.stream(granted).anyMatch(qos -> qos == NOT_SUBSCRIBED)) {
                outcome.completeExceptionally(told(new MqttException(NOT_SUBSCRIBED)));
                return;
            }
            outcome.complete(null);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable trouble) {
            outcome.completeExceptionally(told(trouble));
        }
    }

    /** Hears from Paho what is not an answer. Used by Paho's threads. */
    private final class End implements MqttCallback {

        private final Ear ear;

        End(Ear ear) {
            this.ear = ear;
        }

        @Override
        public void connectionLost(Throwable why) {
            unanswered.fail(told(why));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            ear.heard(new Ear.Heard(topic, message.getPayload(), Map.of(), () -> acknowledge(message)));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Each publish has its own listener.
        }
    }

    /** Paho's, over a line of ours where the server wants to know the protocol. */
    private static final class Client extends MqttAsyncClient {

        private final Caller caller;

        Client(Caller caller) throws MqttException {
            super(BrokerAddress.forPaho(caller.url()), caller.clientId(), new MemoryPersistence());
            this.caller = caller;
        }

        @Override
        protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options)
                throws MqttException {
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
}
