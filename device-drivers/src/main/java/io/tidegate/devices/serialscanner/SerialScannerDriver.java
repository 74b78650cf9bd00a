package io.tidegate.devices.serialscanner;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.scan.Heard;
import io.tidegate.scan.Scans;
import io.tidegate.serial.SerialPort;
import io.tidegate.site.SerialScannerDevice;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/**
 * Records what a scanner at a serial port reads, one scan after the other, and tells the scanner when each is on disk.
 * Used by its device thread only.
 */
public final class SerialScannerDriver implements Driver.Listening {

    private static final int READ_BYTES_MAX = 4096;

    private final SerialScannerDevice config;
    private final SerialPort port;
    private final Pieces pieces;
    private final Scans scans;

    public SerialScannerDriver(SerialScannerDevice config, InstantSource clock) throws DeviceException {
        this.config = config;
        this.port = SerialPort.open(config.serial(), config.pause());
        this.pieces = new Pieces(config.end());
        this.scans = new Scans(config.id(), port.name().toString(), config.code(), clock);
    }

    @Override
    public void listen(Recorder recorder) throws DeviceException, InterruptedException {
        byte[] arrived = new byte[READ_BYTES_MAX];
        while (true) {
            int count = port.read(arrived);
            if (count > 0) {
                for (Heard piece : pieces.add(arrived, count)) {
                    hear(piece, recorder);
                }
            } else {
                var left = pieces.silence();
                if (left.isPresent()) {
                    hear(left.get(), recorder);
                }
            }
        }
    }

    private void hear(Heard piece, Recorder recorder) throws DeviceException, InterruptedException {
        boolean recorded = false;
        try {
            recorded = scans.record(piece, recorder);
        } finally {
            // Also when the journal could not take it: whoever holds the scanner must not believe that it counted.
            tell(recorded ? config.feedback().recorded() : config.feedback().refused());
        }
    }

    private void tell(String bytes) throws DeviceException {
        if (!bytes.isEmpty()) {
            port.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public Map<String, Long> counts() {
        return scans.counts();
    }

    @Override
    public void close() {
        port.close();
    }
}
