package io.tidegate.driver;

import io.tidegate.site.MqttSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A broker whose only subscriber gets what the test sends. Safe from any thread. */
public final class HandBroker implements Broker {

    public volatile boolean connected = true;
    public volatile boolean resumed;
    public volatile boolean closed;
    public final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile @Nullable Inbox inbox;

    /** A message that remembers whether it was acknowledged. */
    public static final class Sent implements Message {
        private final String topic;
        private final byte[] payload;
        private final boolean retained;
        private final boolean resent;
        public volatile boolean acknowledged;

        Sent(String topic, byte[] payload, boolean retained, boolean resent) {
            this.topic = topic;
            this.payload = payload;
            this.retained = retained;
            this.resent = resent;
        }

        @Override
        public String topic() {
            return topic;
        }

        @Override
        public byte[] payload() {
            return payload;
        }

        @Override
        public boolean retained() {
            return retained;
        }

        @Override
        public boolean resent() {
            return resent;
        }

        @Override
        public void acknowledge() {
            acknowledged = true;
        }
    }

    public boolean send(String topic, String payload) {
        return send(topic, payload.getBytes(StandardCharsets.UTF_8), false, false);
    }

    public boolean sendRetained(String topic, String payload) {
        return send(topic, payload.getBytes(StandardCharsets.UTF_8), true, false);
    }

    public boolean resend(String topic, String payload) {
        return send(topic, payload.getBytes(StandardCharsets.UTF_8), false, true);
    }

    public boolean send(String topic, byte[] payload, boolean retained, boolean resent) {
        Inbox open = inbox;
        if (open == null) {
            throw new AssertionError("nobody has subscribed");
        }
        Sent message = new Sent(topic, payload, retained, resent);
        boolean taken = open.offer(message);
        if (taken) {
            sent.add(message);
        }
        return taken;
    }

    public boolean allAcknowledged() {
        return sent.stream().allMatch(each -> each.acknowledged);
    }

    @Override
    public Subscription subscribe(List<String> filters, Inbox subscriber) {
        inbox = subscriber;
        return new Subscription() {
            @Override
            public void resume() {
                resumed = true;
            }

            @Override
            public boolean connected() {
                return connected;
            }

            @Override
            public void close() {
                closed = true;
                inbox = null;
            }
        };
    }

    @Override
    public void reassign(List<List<String>> left, List<List<String>> next, Rest rest) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    @Override
    public void publish(String topic, byte[] payload, boolean retain) {
        throw new UnsupportedOperationException("no driver tells a device anything yet");
    }

    @Override
    public MqttSettings.External reachedAt() {
        throw new UnsupportedOperationException("this one has no socket");
    }
}
