package io.tidegate.clouds.mqtt;

import io.tidegate.net.UnfitCertificate;
import io.tidegate.sync.UnavailableException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** By MQTT 5. Used by its sink thread, but for what Paho's own threads tell. */
public final class MqttLink implements BrokerLink {

    private static final int AT_MOST_ONCE = 0;
    private static final int AT_LEAST_ONCE = 1;

    /** Fixed header, packet id, properties and lengths around topic and payload, rounded up. */
    private static final int FRAME_BYTES = 48;

    private final MqttAsyncClient client;
    private final Unanswered unanswered = new Unanswered();

    private int inFlightMax = IN_FLIGHT_MAX;
    private long packetBytesMax = Long.MAX_VALUE;

    private MqttLink(MqttAsyncClient client) {
        this.client = client;
    }

    /** What the broker publishes when it loses us without a goodbye: QoS 1, not retained. */
    public record Will(String topic, byte[] payload) {}

    /** Returns connected, or throws with words for staff. */
    public static MqttLink connect(Caller caller, Optional<Will> will, Ear ear)
            throws UnavailableException, InterruptedException {
        MqttLink link = null;
        try {
            link = new MqttLink(new Mqtt5Client(caller));
            link.client.setManualAcks(true);
            link.client.setCallback(new Ends(ear, link::acknowledge, link::ended));
            MqttConnectionOptions options = caller.options();
            will.ifPresent(last -> options.setWill(
                    last.topic(), new MqttMessage(last.payload(), AT_LEAST_ONCE, false, new MqttProperties())));
            Answer connected = new Answer(link.unanswered.one());
            IMqttToken connack = link.client.connect(options, null, connected);
            connected.outcome.get(caller.timeout().toNanos(), TimeUnit.NANOSECONDS);
            link.keepTo(connack.getResponseProperties());
            return link;
        } catch (UnfitCertificate unfit) {
            closed(link);
            throw new UnavailableException(unfit.getMessage(), unfit);
        } catch (MqttException | ExecutionException | TimeoutException failed) {
            closed(link);
            throw new UnavailableException(MqttTrouble.unanswered(failed, caller), failed);
        } catch (InterruptedException stopped) {
            closed(link);
            throw stopped;
        }
    }

    private static void closed(@Nullable MqttLink link) {
        if (link != null) {
            link.close();
        }
    }

    /** What the broker said in its CONNACK (MQTT 5.0, section 3.2.2.3). */
    private void keepTo(@Nullable MqttProperties limits) {
        if (limits == null) {
            return;
        }
        Integer receiveMaximum = limits.getReceiveMaximum();
        if (receiveMaximum != null) {
            inFlightMax = Math.min(IN_FLIGHT_MAX, receiveMaximum);
        }
        Long maximumPacketSize = limits.getMaximumPacketSize();
        if (maximumPacketSize != null) {
            packetBytesMax = maximumPacketSize;
        }
    }

    @Override
    public int inFlightMax() {
        return inFlightMax;
    }

    /** Bytes of a packet that the broker takes. */
    public long packetBytesMax() {
        return packetBytesMax;
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload, MessageProperties properties) {
        return publish(topic, new MqttMessage(payload, AT_LEAST_ONCE, false, properties.forPaho()));
    }

    /** As above, without a property. */
    public CompletableFuture<Void> publish(String topic, byte[] payload) {
        return publish(topic, payload, MessageProperties.NONE);
    }

    /** QoS 0: completes when it is on its way, behind all that was sent before; nobody answers. */
    public CompletableFuture<Void> send(String topic, byte[] payload) {
        return publish(topic, new MqttMessage(payload, AT_MOST_ONCE, false, new MqttProperties()));
    }

    private CompletableFuture<Void> publish(String topic, MqttMessage message) {
        if (packetBytes(topic, message.getPayload().length) > packetBytesMax) {
            return CompletableFuture.failedFuture(new MqttException(MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE));
        }
        return asked(answer -> client.publish(topic, message, null, answer));
    }

    /** At most. */
    public static long packetBytes(String topic, int payloadBytes) {
        return FRAME_BYTES + 3L * topic.length() + payloadBytes;
    }

    @Override
    public CompletableFuture<Void> subscribe(List<String> filters) {
        int[] atLeastOnce = new int[filters.size()];
        Arrays.fill(atLeastOnce, AT_LEAST_ONCE);
        return asked(answer -> client.subscribe(filters.toArray(String[]::new), atLeastOnce, null, answer));
    }

    @Override
    public CompletableFuture<Void> ask(String filter) {
        return asked(answer -> client.unsubscribe(filter, null, answer.takingAny()));
    }

    private interface Asking {
        void ask(Answer answer) throws MqttException;
    }

    private CompletableFuture<Void> asked(Asking question) {
        Answer answer = new Answer(unanswered.one());
        try {
            question.ask(answer);
            if (!client.isConnected()) {
                // It broke between the two lines above, and nobody may tell us any more.
                answer.fail(new MqttException(MqttClientException.REASON_CODE_CONNECTION_LOST));
            }
        } catch (MqttException broken) {
            answer.fail(broken);
        }
        return answer.outcome;
    }

    /** Where the connection has ended meanwhile, the message comes again. */
    private void acknowledge(MqttMessage message) {
        // Paho would keep it for a connection that never comes.
        if (message.getQos() == AT_LEAST_ONCE && client.isConnected()) {
            try {
                client.messageArrivedComplete(message.getId(), AT_LEAST_ONCE);
            } catch (MqttException | NullPointerException gone) {
                // Paho itself has no state any more when it is closed at this very moment.
                Logger.debug("not acknowledged: {}", gone.getMessage());
            }
        }
    }

    @Override
    public boolean isUp() {
        return client.isConnected();
    }

    /** Says goodbye in such a way that the broker publishes the will all the same (MQTT 5.0, section 3.14.2.1). */
    public void closeWithWill() {
        Answer gone = new Answer(unanswered.one());
        try {
            client.disconnect(
                    0, null, gone, MqttReturnCode.RETURN_CODE_DISCONNECT_WITH_WILL_MESSAGE, new MqttProperties());
            gone.outcome.get(GOODBYE_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (MqttException | ExecutionException | TimeoutException notConnected) {
            Logger.debug("ending an mqtt connection: {}", notConnected.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        close();
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

    /** @param anyIsRight whether it is an answer all the same where it says no */
    private record Answer(CompletableFuture<Void> outcome, boolean anyIsRight) implements MqttActionListener {

        Answer(CompletableFuture<Void> outcome) {
            this(outcome, false);
        }

        Answer takingAny() {
            return new Answer(outcome, true);
        }

        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            for (int code : codes == null || anyIsRight ? new int[0] : codes) {
                if (code >= MqttTrouble.REFUSALS_FROM) {
                    fail(new MqttException(code));
                    return;
                }
            }
            outcome.complete(null);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable trouble) {
            fail(trouble);
        }

        void fail(Throwable trouble) {
            outcome.completeExceptionally(trouble);
        }
    }

    /** The connection is gone. */
    private void ended(@Nullable MqttException cause) {
        unanswered.fail(cause != null ? cause : new MqttException(MqttClientException.REASON_CODE_CONNECTION_LOST));
    }
}
