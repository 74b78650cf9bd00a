package io.tidegate.clouds.influxdb;

import com.influxdb.exceptions.InfluxException;
import io.tidegate.clouds.http.Answer;
import io.tidegate.clouds.http.Halves;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.InfluxCloud;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tinylog.Logger;

/**
 * Writes entries to an InfluxDB. What it does not take for good is found by halving the batch: writing a point twice leaves
 * one. Used by its sink thread only.
 */
public final class InfluxSink implements Sink {

    private final InfluxServer server;
    private final PointLines points;

    public InfluxSink(InfluxServer server, PointLines points) {
        this.server = server;
        this.points = points;
    }

    /** With all kinds of entries. */
    public static InfluxSink of(InfluxCloud config, Origin origin) {
        return new InfluxSink(new InfluxServer(InfluxServer.Settings.of(config)), new EntryLines(origin));
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        checkCertificates();
        String place = String.valueOf(server.url().getHost());
        return new Halves(place, this::answer, UnaryOperator.identity()).deliver(batch, batch.size());
    }

    private void checkCertificates() throws UnavailableException {
        try {
            server.checkCertificates();
        } catch (UnfitCertificate unfit) {
            throw new UnavailableException(unfit.getMessage(), unfit);
        }
    }

    private Answer answer(List<Entry> part) throws UnavailableException, InterruptedException {
        List<String> lines = new ArrayList<>(part.size());
        for (Entry entry : part) {
            Optional<List<String>> its = points.of(entry);
            if (its.isEmpty()) {
                String reason = "InfluxDB has no name for the time "
                        + entry.observation().at() + ": check the clock of '"
                        + entry.observation().device() + "'";
                return new Answer.Refused(reason, Proof.GIVEN);
            }
            lines.addAll(its.get());
        }
        return lines.isEmpty() ? new Answer.Taken() : write(lines, server.makesDatabases());
    }

    private Answer write(List<String> lines, boolean mayMakeDatabase)
            throws UnavailableException, InterruptedException {
        try {
            server.write(lines);
            return new Answer.Taken();
        } catch (InfluxException e) {
            return switch (trouble(e)) {
                // The rest was taken, and these the owner does not want.
                case InfluxTrouble.Expired _ -> new Answer.Taken();
                case InfluxTrouble.NoDatabase _
                when mayMakeDatabase -> {
                    makeDatabase();
                    yield write(lines, false);
                }
                case InfluxTrouble.NoDatabase none -> throw new UnavailableException(none.words(), e);
                case InfluxTrouble.Refused refused -> new Answer.Refused(refused.words(), refused.proof());
                case InfluxTrouble.Away away -> throw away.because(e);
            };
        }
    }

    private InfluxTrouble trouble(InfluxException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return InfluxTrouble.of(e, server);
    }

    private void makeDatabase() throws UnavailableException, InterruptedException {
        try {
            server.makeDatabase();
            Logger.info("The database '{}' was not at {}; it was made", server.database(), server.url());
        } catch (InfluxException e) {
            throw new UnavailableException(
                    "InfluxDB has no database '" + server.database() + "' and does not let us make it ("
                            + trouble(e).words() + "): make it, and give our user the right to it",
                    e);
        }
    }

    @Override
    public void probe() throws UnavailableException, InterruptedException {
        checkCertificates();
        try {
            server.probe();
        } catch (InfluxException e) {
            switch (trouble(e)) {
                case InfluxTrouble.Away away -> throw away.because(e);
                // A missing database is made with the first delivery, where we may.
                case InfluxTrouble.NoDatabase none
                when !server.makesDatabases() -> throw new UnavailableException(none.words(), e);
                case InfluxTrouble.NoDatabase _, InfluxTrouble.Refused _, InfluxTrouble.Expired _ -> {}
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
