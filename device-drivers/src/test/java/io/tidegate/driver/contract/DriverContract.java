package io.tidegate.driver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.QuickWatch;
import io.tidegate.driver.Recorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus;
import io.tidegate.testing.Awaiting;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a watch expects of every driver. The inheritor brings the device, or something that behaves like it. */
public abstract class DriverContract {

    /** For staff, "timeout" is no help: a sentence that says what to check is longer. */
    private static final int WORDS_LENGTH_MIN = 30;

    private static final Duration PROMPT = Duration.ofSeconds(60);

    /** One whose device is there. */
    protected abstract Driver open() throws DeviceException, InterruptedException;

    /** From now on the device does not answer, whether a driver is open or not. */
    protected abstract void takeTheDeviceAway();

    /** From now on it answers again. */
    protected abstract void putTheDeviceBack();

    /** Where the driver records. */
    protected abstract Recorder recorder();

    private void use(Driver driver) throws DeviceException, InterruptedException {
        switch (driver) {
            case Driver.Polled polled -> polled.poll();
            case Driver.Listening listening -> listening.listen(recorder());
            case Driver.Commanded commanded -> commanded.tend();
        }
    }

    @Test
    void a_device_that_is_away_is_told_with_what_to_check() {
        takeTheDeviceAway();
        DeviceException away = assertThrows(DeviceException.class, () -> {
            try (Driver driver = open()) {
                use(driver);
            }
        });
        String words = String.valueOf(away.getMessage());
        assertTrue(words.length() >= WORDS_LENGTH_MIN, words);
        assertFalse(words.contains("Exception"), words);
    }

    @Test
    void a_device_that_goes_away_is_told_while_the_driver_is_open() throws Exception {
        try (Driver driver = open()) {
            takeTheDeviceAway();
            assertThrows(DeviceException.class, () -> use(driver));
        }
    }

    @Test
    void its_watch_records_its_silence_once_and_has_it_back_when_it_answers() throws Exception {
        try (Watch watch = QuickWatch.ofPresent("watched", this::open, recorder())) {
            takeTheDeviceAway();
            Awaiting.until("it is silent", () -> watch.status().state() instanceof WatchStatus.Down);
            putTheDeviceBack();
            Awaiting.until("it answers again", () -> watch.status().state() instanceof WatchStatus.Up);
            assertEquals(1, watch.status().faults());
        }
    }

    @Test
    void an_interrupt_ends_it_promptly() throws Exception {
        CountDownLatch begins = new CountDownLatch(1);
        FutureTask<Boolean> using = new FutureTask<>(() -> {
            try (Driver driver = open()) {
                begins.countDown();
                while (!Thread.currentThread().isInterrupted()) {
                    use(driver);
                }
                return true;
            } catch (InterruptedException expected) {
                return true;
            }
        });
        Thread thread = Thread.ofPlatform().name("device-contract").start(using);
        assertTrue(begins.await(PROMPT.toSeconds(), TimeUnit.SECONDS));
        thread.interrupt();
        assertTrue(using.get(PROMPT.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void it_is_opened_again_after_it_was_closed() throws Exception {
        open().close();
        open().close();
    }

    @Test
    void its_counts_may_be_asked_for_at_any_time_from_any_thread() throws Exception {
        Driver driver = open();
        FutureTask<Map<String, Long>> asking = new FutureTask<>(driver::counts);
        Thread.ofPlatform().name("page").start(asking);
        assertInstanceOf(Map.class, asking.get(PROMPT.toSeconds(), TimeUnit.SECONDS));
        driver.close();
        assertInstanceOf(Map.class, driver.counts());
    }

    @Test
    void a_polled_device_has_an_interval() throws Exception {
        try (Driver driver = open()) {
            if (driver instanceof Driver.Polled polled) {
                assertTrue(polled.interval().isPositive(), polled.interval().toString());
            }
        }
    }
}
