package io.tidegate.gateway;

import io.tidegate.devices.mqtt.PahoBroker;
import io.tidegate.gateway.intake.IntakeStatus;
import io.tidegate.gateway.pages.BrokerReport;
import io.tidegate.gateway.pages.SinkReport;
import io.tidegate.sync.SinkStatus;
import java.time.Instant;
import java.util.Optional;

/** What the rooms say of themselves, in the pages' words. */
final class Reports {

    private Reports() {}

    static SinkReport of(SinkStatus status) {
        Optional<Instant> nextTry =
                status.state() instanceof SinkStatus.Waiting waiting ? Optional.of(waiting.until()) : Optional.empty();
        return new SinkReport(
                status.id(),
                status.type(),
                nextTry.isEmpty(),
                nextTry,
                status.backlog(),
                status.delivered(),
                status.rejected(),
                status.lastSuccess(),
                status.lastError());
    }

    static BrokerReport of(IntakeStatus status) {
        return new BrokerReport(
                Optional.empty(),
                status.clients(),
                status.messages().received(),
                status.messages().droppedQos0());
    }

    static BrokerReport of(PahoBroker.Status status) {
        return new BrokerReport(status.trouble(), 0, status.received(), status.dropped());
    }
}
