package io.tidegate.clouds.sparkplug;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Proof;
import io.tidegate.observation.Remote;
import io.tidegate.observation.Stock;
import io.tidegate.observation.Summary;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way through a session. Neighbours of one device share a message, so that the order of messages is that of the
 * batch. What is present and what is past is decided for each metric:
 *
 * <ul>
 *   <li>past ({@code is_historical}) is what is older than the host application was told already, and what had to wait while
 *       the batch knows something newer of the same metric: it must not move what people take for the present;
 *   <li>the newest of each metric is present, however old it is: it is how things stand.
 * </ul>
 *
 * Used once, by a sink thread.
 */
final class Delivery {

    /** What took longer to get here was held up by an outage. */
    static final Duration WAITED = Duration.ofSeconds(10);

    /**
     * What of a delivery does not depend on its entries.
     *
     * @param late whether all of it had to wait
     * @param unchanged whether a value goes out that is the same as before
     */
    record Terms(boolean late, boolean unchanged, int messageBytes, Instant now) {}

    private final EdgeSession session;
    private final Roster roster;
    private final Terms terms;

    /** The newest entry of each metric in this batch. */
    private final Map<Metric, Entry> newest = new HashMap<>();

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable Device messageOf;
    private Instant messageUpTo = Observation.EARLIEST;

    Delivery(EdgeSession session, Roster roster, Terms terms) {
        this.session = session;
        this.roster = roster;
        this.terms = terms;
    }

    /**
     * Sends all of it.
     *
     * @param tooMany positions whose metrics are not known
     * @return what can never go
     */
    List<Rejected> send(List<Entry> batch, Set<Long> tooMany) throws UnavailableException, InterruptedException {
        batch.forEach(this::note);
        List<Rejected> rejected = new ArrayList<>();
        for (Entry entry : batch) {
            if (tooMany.contains(entry.position())) {
                rejected.add(
                        new Rejected(
                                entry.position(),
                                "this node has " + Roster.METRICS_MAX
                                        + " metrics already, and this entry has new ones: look whether a device makes up names"));
                continue;
            }
            switch (entry.observation()) {
                case Observation.Reading _, Summary _, Observation.Scan _ -> tell(entry, rejected);
                case Observation.Fault fault -> lose(fault);
                case Stock _, Proof _, Remote _ -> {
                    // Goods are told by other kinds of clouds, nobody sees here which entries a metric came from, and
                    // what a command has done shows in its device's data.
                }
            }
        }
        flush();
        for (Device device : roster.devices()) {
            if (device.isBorn() && device.lostAt().isPresent()) {
                session.die(device);
            }
        }
        return rejected;
    }

    private void note(Entry entry) {
        roster.find(entry.observation().device())
                .ifPresent(device -> Roster.told(entry.observation()).keySet().forEach(name -> {
                    Metric metric = device.metric(name);
                    if (metric != null) {
                        newest.merge(metric, entry, Delivery::newer);
                    }
                }));
    }

    private static Entry newer(Entry known, Entry next) {
        return next.observation().at().isBefore(known.observation().at()) ? known : next;
    }

    private void tell(Entry entry, List<Rejected> rejected) throws UnavailableException, InterruptedException {
        Device device = roster.find(entry.observation().device()).orElseThrow();
        Instant at = entry.observation().at();
        Map<Metric, Content> present = new LinkedHashMap<>();
        byte[] metrics = metrics(entry, device, present);
        if (!session.takes(device, metrics.length)) {
            rejected.add(new Rejected(
                    entry.position(),
                    "this entry needs a message of " + metrics.length + " bytes, and the broker takes none above "
                            + session.packetBytesMax() + ": raise its limit, then send it again"));
            return;
        }
        device.seen(at);
        if (metrics.length > 0) {
            append(device, metrics, present.isEmpty() ? Observation.EARLIEST : at);
        }
        present.forEach((metric, value) -> metric.tell(value, at));
    }

    /** @param present is given what becomes the present of its metric, whether it has to be sent or not */
    private byte[] metrics(Entry entry, Device device, Map<Metric, Content> present) {
        Instant at = entry.observation().at();
        ByteArrayOutputStream metrics = new ByteArrayOutputStream();
        Roster.told(entry.observation()).forEach((name, told) -> {
            Metric metric = device.metric(name);
            if (metric == null) {
                throw new IllegalStateException(name + " of " + device.id() + " was not learnt");
            }
            Content value = metric.type().fit(told);
            if (isPast(entry, metric)) {
                metrics.writeBytes(Payloads.historical(metric, at, value));
                return;
            }
            present.put(metric, value);
            boolean isNews = terms.unchanged
                    || entry.observation() instanceof Observation.Scan
                    || !metric.told().fresh()
                    || !value.equals(metric.told().value());
            if (isNews) {
                metrics.writeBytes(
                        Payloads.live(metric, at, value, !metric.told().fresh()));
            }
        });
        return metrics.toByteArray();
    }

    private boolean isPast(Entry entry, Metric metric) {
        boolean hasWaited = terms.late || entry.recordedAt().isBefore(terms.now.minus(WAITED));
        return entry.observation().at().isBefore(metric.told().at()) || (hasWaited && !isNewest(entry, metric));
    }

    private boolean isNewest(Entry entry, Metric metric) {
        Entry known = newest.get(metric);
        return known == null || known.position() == entry.position();
    }

    /** @param upTo the time of what is present in it: within a message that never goes back */
    private void append(Device device, byte[] metrics, Instant upTo) throws UnavailableException, InterruptedException {
        boolean isPresent = upTo.isAfter(Observation.EARLIEST);
        boolean fits = device == messageOf
                && message.size() + metrics.length <= terms.messageBytes
                && session.takes(device, (long) message.size() + metrics.length)
                && !(isPresent && upTo.isBefore(messageUpTo));
        if (!fits) {
            flush();
        }
        messageOf = device;
        messageUpTo = isPresent ? upTo : messageUpTo;
        message.writeBytes(metrics);
    }

    private void flush() throws UnavailableException, InterruptedException {
        Device device = messageOf;
        if (device != null) {
            session.data(device, message.toByteArray());
        }
        messageOf = null;
        messageUpTo = Observation.EARLIEST;
        message.reset();
    }

    /** A device that was seen since then is not lost. */
    private void lose(Observation.Fault fault) throws UnavailableException, InterruptedException {
        flush();
        Device device = roster.find(fault.device()).orElse(null);
        if (device == null || fault.at().isBefore(device.heardAt())) {
            return;
        }
        device.lose(fault.at());
        if (device.isBorn()) {
            session.die(device);
        }
    }
}
