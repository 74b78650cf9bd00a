package io.tidegate.scan;

import io.tidegate.driver.Recorder;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Symbology;
import io.tidegate.site.CodeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

/** Brings what one scanner sends to the journal. Used by its device thread only, but for {@link #counts}. */
public final class Scans {

    private static final char GS = 0x1d;

    private final DeviceId device;
    private final String address;
    private final CodeText code;
    private final InstantSource clock;
    private final LongAdder parked = new LongAdder();

    /** @param address where the scanner is plugged in, for whoever looks at what was set aside */
    public Scans(DeviceId device, String address, CodeText code, InstantSource clock) {
        this.device = device;
        this.address = address;
        this.code = code;
        this.clock = clock;
    }

    /**
     * Records what was heard. Returns when it is on disk: true as a scan, false set aside, since it is no whole one, or not
     * what the site file says that the scanner sends.
     */
    public boolean record(Heard heard, Recorder recorder) throws InterruptedException {
        String sent = heard.text();
        if (heard.trouble().isPresent()) {
            setAside(sent, heard.trouble().get(), recorder);
            return false;
        }
        Instant at = clock.instant();
        String rest = sent;
        if (!rest.startsWith(code.prefix())
                || !rest.endsWith(code.suffix())
                || rest.length() < code.prefix().length() + code.suffix().length()) {
            setAside(sent, notAsSet(), recorder);
            return false;
        }
        rest = rest.substring(
                code.prefix().length(), rest.length() - code.suffix().length());
        Symbology symbology = Symbology.UNKNOWN;
        if (AimIdentifier.begins(rest)) {
            symbology = AimIdentifier.symbology(rest);
            rest = rest.substring(AimIdentifier.LENGTH);
        }
        String data = code.gs().isPresent() ? rest.replace(code.gs().get(), String.valueOf(GS)) : rest;
        if (data.isEmpty() || data.length() > Observation.Scan.DATA_LENGTH_MAX) {
            setAside(
                    sent,
                    new Unreadable("A code has 1 to " + Observation.Scan.DATA_LENGTH_MAX + " characters, not "
                            + data.length() + ". Check what the scanner sends before and behind a code."),
                    recorder);
            return false;
        }
        recorder.record(List.of(new Observation.Scan(device, at, data, symbology)));
        return true;
    }

    private Unreadable notAsSet() {
        return new Unreadable("This does not begin with '" + code.prefix() + "' and end with '" + code.suffix()
                + "'. Set the scanner so, or code.prefix and code.suffix in the site file.");
    }

    /** Keeps what cannot be read for a person to look at. Returns when it is on disk. */
    private void setAside(String sent, Unreadable why, Recorder recorder) throws InterruptedException {
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, Parked.PAYLOAD_BYTES_MAX));
        Parked aside = new Parked(device.value(), clock.instant(), address, kept, why.reason());
        CompletableFuture<Void> onDisk =
                recorder.submit(new Batch(List.of(), List.of(aside))).toCompletableFuture();
        try {
            onDisk.get();
        } catch (ExecutionException stops) {
            throw new IllegalStateException("the journal has stopped", stops);
        }
        parked.increment();
    }

    /** Callable from any thread. */
    public Map<String, Long> counts() {
        return Map.of("parked", parked.sum());
    }
}
