package io.tidegate.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the load generator is told on its command line.
 *
 * @param port of the server on loopback
 * @param clients connections
 * @param window messages of one client that may be unacknowledged
 * @param perSecond of all clients together; 0 is as fast as they are acknowledged
 * @param length how long, and what is found again
 */
record LoadOrder(int port, int clients, int window, int perSecond, Length length) {

    /**
     * @param warmupMillis before anything is counted
     * @param millis that are counted
     * @param messagesMax after which it ends sooner; 0 is no limit
     * @param numbered whether payloads carry their number and time
     * @param acknowledgedFile where the numbers that were acknowledged are written (a bit each); then a connection that
     *     breaks is made again, instead of being an error
     */
    record Length(int warmupMillis, int millis, int messagesMax, boolean numbered, Optional<Path> acknowledgedFile) {

        static Length of(Plan.Span span) {
            return new Length(
                    (int) span.warmup().toMillis(), (int) span.counted().toMillis(), 0, false, Optional.empty());
        }

        static Length messages(int count) {
            return new Length(0, 600_000, count, false, Optional.empty());
        }

        /** Numbered, for an hour unless somebody stops it. */
        static Length untilStopped() {
            return new Length(0, 3_600_000, 0, true, Optional.empty());
        }

        Length withNumbers() {
            return new Length(warmupMillis, millis, messagesMax, true, acknowledgedFile);
        }
    }

    List<String> arguments() {
        return List.of(
                Integer.toString(port),
                Integer.toString(clients),
                Integer.toString(window),
                Integer.toString(perSecond),
                Integer.toString(length.warmupMillis),
                Integer.toString(length.millis),
                Integer.toString(length.messagesMax),
                Boolean.toString(length.numbered),
                length.acknowledgedFile.map(Path::toString).orElse(""));
    }

    static LoadOrder of(String[] arguments) {
        int[] numbers = new int[7];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i]);
        }
        Optional<Path> file =
                Optional.of(arguments[8]).filter(name -> !name.isEmpty()).map(Path::of);
        return new LoadOrder(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                new Length(numbers[4], numbers[5], numbers[6], Boolean.parseBoolean(arguments[7]), file));
    }
}
