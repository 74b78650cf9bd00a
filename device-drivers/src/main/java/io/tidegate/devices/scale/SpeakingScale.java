package io.tidegate.devices.scale;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.observation.Observation;
import io.tidegate.serial.SerialPort;
import io.tidegate.site.ScaleDevice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Hears a scale that sends its weight by itself, many times a second. Used by its device thread only. */
public final class SpeakingScale implements Driver.Listening {

    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    /** Lines in a row that are none of this protocol; the first after opening is often the rest of one. */
    private static final int STRANGE_MAX = 20;

    private final Dialect dialect;
    private final InstantSource clock;
    private final Line line;
    private final Report report;
    private final News news;

    public SpeakingScale(ScaleDevice config, InstantSource clock) throws DeviceException {
        this.clock = clock;
        this.dialect = Dialect.of(config.protocol());
        this.line = new Line(SerialPort.open(config.serial(), Line.STEP));
        this.report = new Report(config.id(), line.name());
        this.news = new News(config.interval());
    }

    @Override
    public void listen(Recorder recorder) throws DeviceException, InterruptedException {
        if (!dialect.begin().isEmpty()) {
            line.say(dialect.begin());
        }
        int strange = 0;
        while (true) {
            Optional<String> heard = line.next(SILENCE_MAX);
            if (heard.isEmpty()) {
                throw new DeviceException("the scale at " + line.name() + " has sent nothing for "
                        + SILENCE_MAX.toSeconds()
                        + " s: check that it is switched on, the cable, and that it is set to send by itself");
            }
            Said said = dialect.read(heard.get());
            strange = said instanceof Said.Unknown ? strange + 1 : 0;
            if (strange > STRANGE_MAX) {
                throw AskedScale.strange(line.name());
            }
            record(said, recorder);
        }
    }

    private void record(Said said, Recorder recorder) throws DeviceException, InterruptedException {
        Instant at = clock.instant();
        if (said instanceof Said.Weight weight && !news.is(weight, at)) {
            return;
        }
        List<Observation> seen = report.of(said, at);
        if (!seen.isEmpty()) {
            recorder.record(seen);
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
