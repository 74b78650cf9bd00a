package io.tidegate.devices.opcua;

import java.time.Duration;
import java.util.OptionalLong;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** Whether the server still speaks with us, as Milo's threads notice it. Safe from any thread. */
final class Liveness {

    private final Duration patience;
    private volatile OptionalLong awaySinceNanos = OptionalLong.empty();
    private volatile boolean ended;

    /** @param patience for a connection that breaks and may be taken up again */
    Liveness(Duration patience) {
        this.patience = patience;
    }

    boolean isLost() {
        OptionalLong away = awaySinceNanos;
        return ended || (away.isPresent() && System.nanoTime() - away.getAsLong() > patience.toNanos());
    }

    SessionActivityListener ofSession() {
        return new SessionActivityListener() {
            @Override
            public void onSessionActive(UaSession session) {
                awaySinceNanos = OptionalLong.empty();
            }

            @Override
            public void onSessionInactive(UaSession session) {
                awaySinceNanos = OptionalLong.of(System.nanoTime());
            }
        };
    }

    /** What the server has kept is lost with the subscription, so there is nothing to wait for. */
    OpcUaSubscription.SubscriptionListener ofSubscription() {
        return new OpcUaSubscription.SubscriptionListener() {
            @Override
            public void onWatchdogTimerElapsed(OpcUaSubscription subscription) {
                ended = true;
            }

            @Override
            public void onStatusChanged(OpcUaSubscription subscription, StatusCode status) {
                ended = ended || status.isBad();
            }

            @Override
            public void onTransferFailed(OpcUaSubscription subscription, StatusCode status) {
                ended = true;
            }
        };
    }
}
