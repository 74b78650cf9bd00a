package io.tidegate.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What the load generator saw.
 *
 * @param sent from its start, with the warm-up
 * @param acknowledged while counting
 * @param ownCpuMillis of the generator's process from its start, so that a reader sees what it took from the server
 */
record LoadFigures(
        long sent, long acknowledged, long countedMicros, long p50Micros, long p99Micros, long ownCpuMillis) {

    private static final String MARK = "figures ";

    String line() {
        return LongStream.of(sent, acknowledged, countedMicros, p50Micros, p99Micros, ownCpuMillis)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" ", MARK, ""));
    }

    static boolean isIn(String line) {
        return line.startsWith(MARK);
    }

    static LoadFigures of(String line) {
        long[] each = Arrays.stream(line.substring(MARK.length()).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new LoadFigures(each[0], each[1], each[2], each[3], each[4], each[5]);
    }

    double perSecond() {
        return acknowledged * 1e6 / countedMicros;
    }
}
