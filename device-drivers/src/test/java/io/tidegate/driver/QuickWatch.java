package io.tidegate.driver;

import io.tidegate.observation.DeviceId;
import io.tidegate.testing.Awaiting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Real watches that try again at once, since a test waits for them. */
public final class QuickWatch {

    private static final Patience QUICK =
            new Patience(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMinutes(15));

    private QuickWatch() {}

    public static Watch start(String id, Watch.Opener opener, Recorder recorder) {
        return Watch.start(new Watch.Subject(new DeviceId(id), "quick", opener, QUICK), recorder, Clock.systemUTC());
    }

    /** Of a device that is told what to do. */
    public static Watch commanded(String id, Watch.Opener opener, Recorder recorder) {
        return Watch.start(
                new Watch.Subject(new DeviceId(id), "quick", opener, QUICK, List.of(), true),
                recorder,
                Clock.systemUTC());
    }

    /** Returns when the device answers. */
    public static Watch ofPresent(String id, Watch.Opener opener, Recorder recorder) {
        Watch watch = start(id, opener, recorder);
        Awaiting.until("it answers", () -> watch.status().state() instanceof WatchStatus.Up);
        return watch;
    }
}
