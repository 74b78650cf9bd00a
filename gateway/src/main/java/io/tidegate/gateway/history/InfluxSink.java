package io.tidegate.gateway.history;

import com.influxdb.exceptions.InfluxException;
import io.tidegate.gateway.history.LineProtocol.Lines;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Writes readings to an InfluxDB. What it does not take for good is found by halving the batch: writing a point twice
 * leaves one. Used by its sink thread only.
 */
final class InfluxSink implements Sink {

    private final InfluxServer server;
    private final LineProtocol protocol;

    InfluxSink(InfluxServer server, Origin origin) {
        this.server = server;
        this.protocol = new LineProtocol(origin);
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        List<Rejected> rejected = new ArrayList<>();
        List<Lines> writable = new ArrayList<>(batch.size());
        for (Entry entry : batch) {
            Optional<Lines> lines = protocol.of(entry);
            if (lines.isEmpty()) {
                String reason = "InfluxDB has no name for the time "
                        + entry.observation().at() + ": check the clock of '"
                        + entry.observation().device() + "'";
                rejected.add(new Rejected(entry.position(), reason));
            } else if (!lines.get().lines().isEmpty()) {
                writable.add(lines.get());
            }
        }
        if (!writable.isEmpty()) {
            write(writable, true, rejected);
        }
        return Settled.all(batch, rejected);
    }

    private void write(List<Lines> entries, boolean mayMakeDatabase, List<Rejected> rejected)
            throws UnavailableException, InterruptedException {
        try {
            server.write(
                    entries.stream().flatMap(entry -> entry.lines().stream()).toList());
        } catch (InfluxException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            switch (InfluxTrouble.of(e, server)) {
                case InfluxTrouble.Expired _ -> {
                    // The rest was taken, and these the owner does not want.
                }
                case InfluxTrouble.NoDatabase none
                when mayMakeDatabase && server.makesDatabases() -> {
                    makeDatabase();
                    write(entries, false, rejected);
                }
                case InfluxTrouble.NoDatabase none -> throw new UnavailableException(none.words(), e);
                case InfluxTrouble.Refused refused
                when entries.size() == 1 ->
                    rejected.add(new Rejected(entries.getFirst().position(), refused.words()));
                case InfluxTrouble.Refused _ -> {
                    int half = entries.size() / 2;
                    write(entries.subList(0, half), mayMakeDatabase, rejected);
                    write(entries.subList(half, entries.size()), mayMakeDatabase, rejected);
                }
                case InfluxTrouble.Away away -> throw new UnavailableException(away.words(), away.retryAfter(), e);
            }
        }
    }

    private void makeDatabase() throws UnavailableException {
        try {
            server.makeDatabase();
            Logger.info("The history's database '{}' was not there; it was made", server.database());
        } catch (InfluxException e) {
            throw new UnavailableException(
                    "InfluxDB has no database '" + server.database() + "' and does not let us make it ("
                            + InfluxTrouble.of(e, server).words() + "): make it, and give our user the right to it",
                    e);
        }
    }

    @Override
    public void probe() throws UnavailableException, InterruptedException {
        try {
            server.ask("SHOW MEASUREMENTS LIMIT 1");
        } catch (InfluxException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (InfluxTrouble.of(e, server) instanceof InfluxTrouble.Away away) {
                throw new UnavailableException(away.words(), away.retryAfter(), e);
            }
            // A missing database is made with the first delivery.
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
