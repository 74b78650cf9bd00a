package io.tidegate.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The network interface over which this box reaches the world, as the Linux kernel tells it. Used by one thread at a time.
 */
final class DefaultRoute {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** Columns of {@code /proc/net/route}: interface, destination, gateway, flags, reference count, use, metric, mask. */
    private static final int METRIC = 6;

    private static final int COLUMNS_MIN = 8;
    private static final String NOWHERE = "00000000";

    /** Columns of {@code /proc/net/ipv6_route}: destination, its length, ..., metric (6th), ..., interface (10th). */
    private static final int METRIC_6 = 5;

    private static final int INTERFACE_6 = 9;
    private static final String LOOPBACK = "lo";
    private static final int HEXADECIMAL = 16;

    private final Path net;
    private final LongSupplier nanoTime;
    private Optional<String> known = Optional.empty();
    private long lookedNanos;
    private boolean looked;

    /** @param net the folder of the kernel's tables, {@code /proc/net} */
    DefaultRoute(Path net, LongSupplier nanoTime) {
        this.net = net;
        this.nanoTime = nanoTime;
    }

    /** Some seconds old at most; empty where there is none, or nobody can tell. */
    Optional<String> networkInterface() {
        long now = nanoTime.getAsLong();
        if (!looked || now - lookedNanos > LOOK_AGAIN.toNanos()) {
            known = look();
            lookedNanos = now;
            looked = true;
        }
        return known;
    }

    private record Way(String networkInterface, long metric) {}

    private Optional<String> look() {
        return Stream.concat(ways("route", DefaultRoute::way4), ways("ipv6_route", DefaultRoute::way6))
                .min(Comparator.comparingLong(Way::metric))
                .map(Way::networkInterface);
    }

    private interface Row {
        Optional<Way> way(String[] columns);
    }

    private Stream<Way> ways(String table, Row row) {
        try {
            return Files.readString(net.resolve(table), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .flatMap(columns -> row.way(columns).stream());
        } catch (IOException notLinux) {
            return Stream.empty();
        }
    }

    private static Optional<Way> way4(String[] columns) {
        return columns.length >= COLUMNS_MIN && columns[1].equals(NOWHERE) && columns[METRIC + 1].equals(NOWHERE)
                ? Optional.of(new Way(columns[0], Long.parseLong(columns[METRIC])))
                : Optional.empty();
    }

    private static Optional<Way> way6(String[] columns) {
        return columns.length > INTERFACE_6
                        && columns[0].matches("0+")
                        && columns[1].equals("00")
                        && !columns[INTERFACE_6].equals(LOOPBACK)
                ? Optional.of(new Way(columns[INTERFACE_6], Long.parseLong(columns[METRIC_6], HEXADECIMAL)))
                : Optional.empty();
    }
}
