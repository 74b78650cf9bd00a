package io.tidegate.devices.scale;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.observation.Observation;
import io.tidegate.serial.SerialPort;
import io.tidegate.site.ScaleDevice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Asks a scale for its weight. Used by its device thread only. */
public final class AskedScale implements Driver.Polled {

    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(2);

    /** A scale cannot weigh while something is put on it; for longer than this, something is wrong. */
    private static final int NOT_NOW_MAX = 30;

    /** Lines of an answer that we do not know, such as what the scale was sending before it was asked. */
    private static final int LINES_MAX = 5;

    private final ScaleDevice config;
    private final Dialect dialect;
    private final InstantSource clock;
    private final Line line;
    private final Report report;
    private boolean knowsTare;
    private int notNow;

    public AskedScale(ScaleDevice config, InstantSource clock) throws DeviceException {
        this.config = config;
        this.clock = clock;
        this.dialect = Dialect.of(config.protocol());
        this.line = new Line(SerialPort.open(config.serial(), Line.STEP));
        this.report = new Report(config.id(), line.name());
        this.knowsTare = !dialect.askTare().isEmpty();
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public List<Observation> poll() throws DeviceException, InterruptedException {
        if (knowsTare) {
            Said tare = ask(dialect.askTare());
            knowsTare = tare instanceof Said.Tare;
            report.of(tare, clock.instant());
        }
        Said weight = ask(dialect.ask());
        if (weight instanceof Said.Refused) {
            throw new DeviceException("the scale at " + line.name()
                    + " does not know how to be asked: check its protocol, or set 'ask: false' in the site file");
        }
        notNow = weight instanceof Said.NotNow ? notNow + 1 : 0;
        if (notNow > NOT_NOW_MAX) {
            throw new DeviceException("the scale at " + line.name()
                    + " is not ready: check that it has started, and that nothing touches its pan");
        }
        return report.of(weight, clock.instant());
    }

    private Said ask(String question) throws DeviceException, InterruptedException {
        line.say(question);
        for (int lines = 0; lines < LINES_MAX; lines++) {
            Optional<String> answer = line.next(ANSWER_WAIT_MAX);
            if (answer.isEmpty()) {
                throw new DeviceException("no answer from the scale at " + line.name() + " within "
                        + ANSWER_WAIT_MAX.toSeconds()
                        + " s: check that it is switched on, the cable, serial.baud and serial.framing");
            }
            Said said = dialect.read(answer.get());
            if (!(said instanceof Said.Unknown)) {
                return said;
            }
        }
        throw strange(line.name());
    }

    static DeviceException strange(String port) {
        return new DeviceException("what the scale at " + port
                + " sends is not understood: check serial.baud, serial.framing and protocol in the site file");
    }

    @Override
    public void close() {
        line.close();
    }
}
