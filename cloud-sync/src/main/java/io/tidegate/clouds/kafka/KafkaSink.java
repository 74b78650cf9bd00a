package io.tidegate.clouds.kafka;

import io.tidegate.clouds.ClassPath;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.KafkaCloud;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends each entry as one record to a topic, with its device as the key, and returns when all in-sync replicas have all of
 * them. Used by its sink thread only.
 *
 * <p>The library tries again by itself until the sink's timeout is over, and keeps order and number while it does
 * (an idempotent producer). It says nothing in the meantime: so the sink looks for itself whether anybody is there.
 */
public final class KafkaSink implements Sink {

    /** So long without an acknowledgement, and the servers are looked for. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(1);

    private final KafkaCloud config;
    private final Records records;
    private final KafkaTrouble trouble;
    private final Doors doors;
    private final ClientSettings client;
    private @Nullable KafkaLine line;

    public KafkaSink(KafkaCloud config, Origin origin) {
        this.config = config;
        this.records = new Records(config.topic(), origin);
        this.trouble = new KafkaTrouble(config);
        this.doors = new Doors(config);
        this.client = new ClientSettings(config, origin);
        ClassPath.read();
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        KafkaLine open = connected();
        long untilNanos = System.nanoTime() + config.timeout().toNanos();
        List<Future<?>> sent = send(open, batch, late);
        List<Rejected> rejected = new ArrayList<>();
        for (int settled = 0; settled < batch.size(); settled++) {
            try {
                answer(batch.get(settled), sent.get(settled), untilNanos).ifPresent(rejected::add);
            } catch (UnavailableException away) {
                disconnect();
                throw away.after(new Settled(settled, rejected), 0);
            }
        }
        return Settled.all(batch, rejected);
    }

    /** @return less than the batch where the last one failed at once, since those behind it would do the same */
    private List<Future<?>> send(KafkaLine open, List<Entry> batch, boolean late) throws InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        for (Entry entry : batch) {
            Future<?> record = sendOrStop(open, entry, late);
            sent.add(record);
            if (record.state() == Future.State.FAILED
                    && trouble.aboutEntry(record.exceptionNow(), topic(entry)).isEmpty()) {
                return sent;
            }
        }
        return sent;
    }

    private Future<?> sendOrStop(KafkaLine open, Entry entry, boolean late) throws InterruptedException {
        try {
            return open.send(records.of(entry, late));
        } catch (InterruptedException stopped) {
            disconnect();
            throw stopped;
        }
    }

    private String topic(Entry entry) {
        return records.topic(entry.observation());
    }

    private Optional<Rejected> answer(Entry entry, Future<?> sent, long untilNanos)
            throws UnavailableException, InterruptedException {
        try {
            await(sent, untilNanos);
            return Optional.empty();
        } catch (ExecutionException failed) {
            Optional<String> aboutEntry = trouble.aboutEntry(failed, topic(entry));
            if (aboutEntry.isPresent()) {
                return aboutEntry.map(reason -> new Rejected(entry.position(), reason, Proof.PLACE_TAKES));
            }
            throw trouble.unavailable(failed, topic(entry));
        } catch (TimeoutException silent) {
            throw trouble.unavailable(silent, topic(entry));
        } catch (InterruptedException stopped) {
            disconnect();
            throw stopped;
        }
    }

    private void await(Future<?> sent, long untilNanos)
            throws ExecutionException, TimeoutException, UnavailableException, InterruptedException {
        while (true) {
            long leftNanos = Math.max(1, untilNanos - System.nanoTime());
            try {
                sent.get(Math.min(leftNanos, LOOK_AFTER.toNanos()), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException notYet) {
                if (leftNanos <= LOOK_AFTER.toNanos()) {
                    throw notYet;
                }
                doors.knock();
            }
        }
    }

    /** Who takes part in the cluster, since a question about a topic may make one. */
    @Override
    public void probe() throws UnavailableException, InterruptedException {
        doors.knock();
        try {
            KafkaLine.ask(config, clientSettings());
        } catch (ExecutionException | TimeoutException away) {
            throw trouble.unavailable(away, config.topic());
        }
    }

    private KafkaLine connected() throws UnavailableException, InterruptedException {
        Map<String, Object> now = clientSettings();
        KafkaLine open = line;
        if (open == null || !open.isBy(now)) {
            disconnect();
            doors.knock();
            open = KafkaLine.open(config, now);
            line = open;
        }
        return open;
    }

    /** Who may not come in any more does not stay in. */
    private Map<String, Object> clientSettings() throws UnavailableException {
        try {
            return client.current();
        } catch (UnavailableException unfit) {
            disconnect();
            throw unfit;
        }
    }

    private void disconnect() {
        KafkaLine open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
