package io.tidegate.gateway;

import io.tidegate.devices.mqtt.PahoBroker;
import io.tidegate.gateway.mqttserver.IntakeStatus;
import io.tidegate.gateway.pages.BrokerReport;
import io.tidegate.gateway.pages.BrokerReport.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the rooms say of themselves, in the pages' words. */
final class Reports {

    private Reports() {}

    static BrokerReport of(IntakeStatus status) {
        IntakeStatus.Messages messages = status.messages();
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.now("clients", "MQTT clients connected", status.clients()),
                Figure.now("clients_paused", "Of them, not read from at the moment", status.paused()),
                Figure.now("sessions", "Sessions remembered", status.sessions()),
                Figure.now("retained_messages", "Messages kept for later subscribers", status.retained()),
                Figure.now("messages_waiting", "Messages not yet acknowledged", messages.waiting()),
                Figure.total("messages_received", "Messages from clients", messages.received()),
                Figure.total("messages_acknowledged", "Messages of QoS 1 and 2 answered", messages.acknowledged()),
                Figure.total("messages_dropped", "QoS 0 messages that found no room", messages.droppedQos0()),
                Figure.total("messages_unheard", "Messages that nobody listens to", messages.unheard()),
                Figure.total("messages_sent", "Messages to subscribers", messages.sent()),
                Figure.total("messages_unsent", "Not sent, as the subscriber was too slow", messages.droppedOut()),
                Figure.total("retained_refused", "Not kept, as too many are kept", messages.retainedRefused())));
        status.ended()
                .forEach((reason, count) ->
                        figures.add(Figure.total("ended_" + reason, "Connections that ended for this reason", count)));
        List<BrokerReport.UnheardTopic> unheard = status.unheard().stream()
                .map(each -> new BrokerReport.UnheardTopic(each.topic(), each.messages(), each.last()))
                .toList();
        return new BrokerReport(Optional.empty(), figures, unheard);
    }

    static BrokerReport of(PahoBroker.Status status) {
        List<Figure> figures = List.of(
                Figure.now("messages_waiting", "Messages that wait for room", status.waiting()),
                Figure.total("messages_received", "Messages from the broker", status.received()),
                Figure.total("messages_dropped", "QoS 0 messages that found no room", status.dropped()),
                Figure.total("messages_unheard", "Messages that no device reads", status.unwanted()));
        return new BrokerReport(status.trouble(), figures, List.of());
    }
}
