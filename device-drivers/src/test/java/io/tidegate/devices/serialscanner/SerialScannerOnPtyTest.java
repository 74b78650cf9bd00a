package io.tidegate.devices.serialscanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.QuickWatch;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus;
import io.tidegate.observation.DeviceId;
import io.tidegate.serial.SerialCable;
import io.tidegate.serial.SerialDeviceContract;
import io.tidegate.site.CodeText;
import io.tidegate.site.SerialScannerDevice;
import io.tidegate.site.SerialScannerDevice.End;
import io.tidegate.site.SerialScannerDevice.Feedback;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scanner is pretended, at the far end of a real pty. */
class SerialScannerOnPtyTest extends SerialDeviceContract {

    private static final Duration SHORT = Duration.ofMillis(100);

    /** For what is sent in pieces, since a busy machine may take a while between two of them. */
    private static final Duration LONG = Duration.ofSeconds(2);

    private final RememberingRecorder journal = new RememberingRecorder();

    @Override
    protected Driver open() throws DeviceException {
        return open("till-1", cable(), End.LINE, SHORT);
    }

    private static Driver open(String id, SerialCable cable, End end, Duration pause) throws DeviceException {
        return new SerialScannerDriver(
                new SerialScannerDevice(
                        new DeviceId(id),
                        cable.line(),
                        end,
                        pause,
                        CodeText.AS_IT_IS,
                        new Feedback("\u0007", "\u0015")),
                Clock.systemUTC());
    }

    @Override
    protected Recorder recorder() {
        return journal;
    }

    private Watch watch(String id, SerialCable at, End end, Duration pause) {
        return QuickWatch.ofPresent(id, () -> open(id, at, end, pause), journal);
    }

    @Test
    void the_scanner_hears_of_a_scan_when_it_is_on_disk_and_not_before() throws Exception {
        journal.hold();
        try (Watch _ = watch("till-1", cable(), End.LINE, SHORT)) {
            cable().send("]E04006381333931\r\n");
            Awaiting.until("it is on its way to disk", () -> journal.submitted() == 1);
            assertFalse(cable().hasHeard());
            journal.release();
            cable().awaitHeard("\u0007");
            assertEquals(List.of("till-1 ean-13 4006381333931"), journal.scans());
        }
    }

    @Test
    void the_scanner_hears_also_of_what_could_not_be_recorded() throws Exception {
        try (Watch watch = watch("till-1", cable(), End.LINE, SHORT)) {
            cable().send("400638");
            cable().awaitHeard("\u0015");
            cable().send("96385074\r");
            cable().awaitHeard("\u0007");
            assertEquals(List.of("till-1 unknown 96385074"), journal.scans());
            assertEquals(1, journal.parked().size());
            assertEquals(1, watch.status().counts().get("parked"));
        }
    }

    @Test
    void a_scan_in_pieces_is_one_scan() throws Exception {
        try (Watch _ = watch("till-1", cable(), End.LINE, LONG)) {
            for (String piece : "40063 81333931 \r".split(" ")) {
                cable().send(piece);
            }
            cable().awaitHeard("\u0007");
            assertEquals(List.of("till-1 unknown 4006381333931"), journal.scans());
        }
    }

    @Test
    void without_an_end_of_its_own_a_scan_ends_with_silence() throws Exception {
        try (Watch _ = watch("till-1", cable(), End.PAUSE, SHORT)) {
            cable().send("4006381333931");
            cable().awaitHeard("\u0007");
            assertEquals(List.of("till-1 unknown 4006381333931"), journal.scans());
        }
    }

    @Test
    void two_scanners_never_mix(@TempDir Path other) throws Exception {
        try (SerialCable second = SerialCable.in(other);
                Watch _ = watch("till-1", cable(), End.LINE, LONG);
                Watch _ = watch("till-2", second, End.LINE, LONG)) {
            cable().send("1111");
            second.send("2222");
            cable().send("11\r");
            second.send("22\r");
            cable().awaitHeard("\u0007");
            second.awaitHeard("\u0007");
            assertEquals(
                    List.of("till-1 unknown 111111", "till-2 unknown 222222"),
                    journal.scans().stream().sorted().toList());
        }
    }

    @Test
    void it_scans_again_after_it_was_pulled_and_put_back() throws Exception {
        try (Watch watch = watch("till-1", cable(), End.LINE, SHORT)) {
            cable().send("1\r");
            cable().awaitHeard("\u0007");
            cable().unplug();
            Awaiting.until("it is missed", () -> watch.status().state() instanceof WatchStatus.Down);
            cable().plug();
            Awaiting.until("it is back", () -> watch.status().state() instanceof WatchStatus.Up);
            cable().send("2\r");
            cable().awaitHeard("\u0007");
            assertEquals(List.of("till-1 unknown 1", "till-1 unknown 2"), journal.scans());
        }
    }
}
