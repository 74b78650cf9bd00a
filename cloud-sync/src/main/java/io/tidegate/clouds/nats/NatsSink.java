package io.tidegate.clouds.nats;

import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.tidegate.clouds.ClassPath;
import io.tidegate.clouds.LineTrouble;
import io.tidegate.net.TlsContext;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Origin;
import io.tidegate.site.NatsCloud;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes each entry as one message to a JetStream stream, and returns when the stream has acknowledged all of them. The
 * entry's id is the message's, so that the stream drops what comes again. Used by its sink thread only.
 */
public final class NatsSink implements Sink {

    /** Messages without an acknowledgement at most: what a server may have taken behind one that it had no room for. */
    static final int IN_FLIGHT_MAX = 128;

    /** JetStream's own headers (ADR-4, ADR-33), and ours. */
    private static final String MESSAGE_ID = "Nats-Msg-Id";

    private static final String EXPECTED_STREAM = "Nats-Expected-Stream";
    private static final String LATE = "Tidegate-Late";

    private final NatsCloud config;
    private final Origin origin;
    private final Subjects subjects;
    private final NatsTrouble trouble;
    private final TlsContext trust;
    private @Nullable NatsLink link;

    /** A stream that had no room takes a small message before a large one, so that nothing is sent ahead of an answer. */
    private boolean isWary;

    public NatsSink(NatsCloud config, Origin origin) {
        this.config = config;
        this.origin = origin;
        this.trust = new TlsContext(config.tls());
        this.subjects = new Subjects(config.subject(), origin);
        this.trouble = new NatsTrouble(config, subjects);
        ClassPath.read();
    }

    /** A message, and what became of it. */
    private record UnderWay(Entry entry, String subject, CompletableFuture<PublishAck> acknowledged) {}

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        NatsLink open = connected();
        long untilNanos = System.nanoTime() + config.timeout().toNanos();
        Deque<Entry> waiting = new ArrayDeque<>(batch);
        Deque<UnderWay> underWay = new ArrayDeque<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int settled = 0; settled < batch.size(); settled++) {
            while (!waiting.isEmpty() && underWay.size() < (isWary ? 1 : IN_FLIGHT_MAX)) {
                underWay.add(send(open, waiting.remove(), late));
            }
            UnderWay first = underWay.remove();
            try {
                answer(first, open, untilNanos).ifPresent(rejected::add);
            } catch (UnavailableException away) {
                throw away.after(new Settled(settled, rejected), 0);
            }
        }
        isWary = false;
        return Settled.all(batch, rejected);
    }

    private UnderWay send(NatsLink open, Entry entry, boolean late) {
        Headers headers = new Headers();
        headers.put(MESSAGE_ID, origin.idOf(entry.position()));
        headers.put(EXPECTED_STREAM, config.stream());
        if (late) {
            headers.put(LATE, "true");
        }
        String subject = subjects.of(entry.observation());
        return new UnderWay(entry, subject, open.publish(subject, headers, EntryJson.object(origin, entry)));
    }

    /** Waits for what the stream says of a message. What it had already is acknowledged like any other. */
    private Optional<Rejected> answer(UnderWay sent, NatsLink open, long untilNanos)
            throws UnavailableException, InterruptedException {
        try {
            long leftNanos = Math.max(1, untilNanos - System.nanoTime());
            CompletableFuture.anyOf(sent.acknowledged, open.objection()).get(leftNanos, TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (ExecutionException | CancellationException failed) {
            Optional<String> aboutEntry = trouble.aboutEntry(failed);
            if (aboutEntry.isPresent()) {
                return aboutEntry.map(reason -> new Rejected(sent.entry.position(), reason, Proof.PLACE_TAKES));
            }
            isWary = true;
            disconnect();
            throw new UnavailableException(trouble.words(failed, sent.subject), failed);
        } catch (TimeoutException silent) {
            disconnect();
            throw UnavailableException.silence(LineTrouble.words(silent, config.url()), silent);
        } catch (InterruptedException stopped) {
            disconnect();
            throw stopped;
        }
    }

    @Override
    public void probe() throws UnavailableException, InterruptedException {
        try {
            connected().ask();
        } catch (TimeoutException silent) {
            disconnect();
            throw UnavailableException.silence(LineTrouble.words(silent, config.url()), silent);
        }
    }

    private NatsLink connected() throws UnavailableException, InterruptedException {
        NatsLink open = link;
        if (open != null && open.isUp()) {
            return open;
        }
        disconnect();
        open = NatsLink.connect(config, trouble, trust);
        link = open;
        return open;
    }

    private void disconnect() {
        NatsLink open = link;
        link = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
