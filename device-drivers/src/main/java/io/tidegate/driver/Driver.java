package io.tidegate.driver;

import io.tidegate.observation.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Knows one device, or one bus of them. Opening it is its constructor's work. Used by its device thread only, from open
 * to close. It never retries, sleeps or logs: its {@code Watch} does.
 */
public sealed interface Driver extends AutoCloseable {

    /** A device that answers when asked. */
    non-sealed interface Polled extends Driver {

        /** From the start of one poll to the start of the next. */
        Duration interval();

        /** What the device shows now. @throws DeviceException when it does not answer; says what to check */
        List<Observation> poll() throws DeviceException, InterruptedException;
    }

    /** A device that speaks when it likes. */
    non-sealed interface Listening extends Driver {

        /** Records what the device says, until interrupted. @throws DeviceException when the device is gone */
        void listen(Recorder recorder) throws DeviceException, InterruptedException;
    }

    /**
     * A device that is told what to do. Opening it puts it into its safe state, and closing it, too. It switches, and
     * says what it shows then; its watch records that aside, so that nothing that it must do in time waits for a disk.
     */
    non-sealed interface Commanded extends Driver {

        /**
         * Takes a command: with the next {@link #tend} it is done. Never {@link Outcome.Unanswered}.
         *
         * @throws DeviceException when the device is gone
         */
        Outcome obey(Command command) throws DeviceException;

        /**
         * Does what is due by now, such as the end of a time, and gives what the device shows where that is news.
         *
         * @throws DeviceException when the device is gone
         */
        List<Observation> tend() throws DeviceException;

        /** Until {@link #tend} is to be called again, at the latest. */
        Duration untilDue();

        /** Puts it into its safe state, as far as it can be reached, and gives what it shows then. */
        List<Observation> rest();
    }

    /**
     * What it has counted since it was opened, by a word for pages and metrics ({@code parked}, {@code repeats}).
     * Callable from any thread.
     */
    default Map<String, Long> counts() {
        return Map.of();
    }

    @Override
    void close();
}
