package io.tidegate.clouds.mqtt;

import io.tidegate.clouds.CommandQueue;
import io.tidegate.clouds.WebhookKey;
import io.tidegate.site.CommandDoor;
import io.tidegate.site.MqttCloud;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.ReceivedCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Hears commands on the sink's own connection, and acknowledges each when it is on disk. The broker keeps what comes while the
 * line is down. Used by the sink's thread, but for {@link #heard}, which is Paho's.
 */
final class MqttCommands implements Ear, AutoCloseable {

    /** Within this a line is made anew that broke while there was nothing to send. */
    static final Duration LISTENS = Duration.ofSeconds(5);

    private final MqttCloud config;
    private final CommandDoor.Subscription door;
    private final CommandDesk desk;
    private final CommandQueue queue;
    /** What a message asks for, and what is wrong with it. */
    private final Function<Heard, ReceivedCommand> reading;

    private MqttCommands(MqttCloud config, CommandDoor.Subscription door, CommandDesk desk, Clock clock) {
        this.config = config;
        this.door = door;
        this.desk = desk;
        this.queue = CommandQueue.start(config.id(), desk);
        this.reading = reading(door, clock);
    }

    /** Where the site file lets the cloud ask for something. */
    static Optional<MqttCommands> of(MqttCloud config, CommandDesk desk, Clock clock) {
        return config.commands().map(door -> new MqttCommands(config, door, desk, clock));
    }

    @Override
    public void heard(Heard message) {
        queue.put(reading.apply(message), message.acknowledge());
    }

    private static Function<Heard, ReceivedCommand> reading(CommandDoor.Subscription door, Clock clock) {
        return switch (door) {
            // Nobody but its owner's services can send to a device.
            case CommandDoor.IotHub(String place, var _) ->
                message -> new ReceivedCommand(
                        message.topic().startsWith(place) ? place : message.topic(),
                        message.payload(),
                        Optional.empty());
            case CommandDoor.Mqtt topic -> {
                Optional<WebhookKey> key = topic.secret().map(WebhookKey::new);
                // It may have waited at the broker since it was signed.
                Duration tolerance = topic.kept().plus(WebhookKey.SIGNED_WITHIN);
                yield message -> new ReceivedCommand(
                        message.topic(),
                        message.payload(),
                        key.flatMap(each ->
                                each.flaw(message.properties()::get, message.payload(), clock.instant(), tolerance)));
            }
        };
    }

    /** By MQTT 3.1.1 a broker sends as many at once as it likes, and what was too much only on the next connection. */
    boolean wantsAnotherConnection() {
        return queue.owes();
    }

    /** What was heard on the connection before comes again on the next. */
    void hangUp() {
        queue.forget();
    }

    /** A broker that refuses takes our entries all the same. */
    void subscribe(BrokerLink link) throws InterruptedException {
        try {
            link.subscribe(List.of(door.filter())).get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
            desk.line(Optional.empty());
        } catch (ExecutionException | TimeoutException refused) {
            desk.line(Optional.of("commands cannot come in: " + MqttTrouble.words(refused, config.url()) + "; topic "
                    + door.filter()));
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
