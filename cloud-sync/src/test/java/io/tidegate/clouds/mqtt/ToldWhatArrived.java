package io.tidegate.clouds.mqtt;

import io.tidegate.sync.SinkContract;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.MqttSubscriber;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The head office behind the broker: {@code mosquitto_sub} with a session that outlives the broker, as the sink's
 * documentation asks of a receiver. Safe from any thread.
 */
final class ToldWhatArrived implements SinkContract.Place, AutoCloseable {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final Mosquitto broker;
    private final MqttSubscriber subscriber;

    ToldWhatArrived(Mosquitto broker) throws Exception {
        this.broker = broker;
        this.subscriber = new MqttSubscriber(
                broker, "probe", List.of("-i", "head-office", "-c", "-F", "%t %p", "-t", "tidegate/#"));
    }

    private List<String> batches() {
        return subscriber.lines().stream()
                .filter(line -> line.startsWith("tidegate/"))
                .toList();
    }

    List<String> topics() {
        return batches().stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    /** Waits until nothing is under way any more: a last word of ours comes after all that the broker had before. */
    @Override
    public List<String> arrived() {
        return ids(settled());
    }

    static List<String> ids(List<String> batches) {
        List<String> ids = new ArrayList<>();
        for (String batch : batches) {
            ID.matcher(batch).results().forEach(found -> ids.add(found.group(1)));
        }
        return ids;
    }

    private List<String> settled() {
        subscriber.settle(word -> "probe " + word);
        return batches();
    }

    @Override
    public void goAway() {
        broker.stop();
    }

    @Override
    public void comeBack() throws IOException {
        broker.restart();
    }

    @Override
    public void fallSilent() {
        broker.freeze();
    }

    @Override
    public void speakAgain() {
        broker.thaw();
    }

    @Override
    public void close() {
        subscriber.close();
    }
}
