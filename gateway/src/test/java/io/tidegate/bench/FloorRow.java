package io.tidegate.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A factory floor: 200 Modbus units with 20 values each, and 500 MQTT devices, all of them once a second. */
final class FloorRow implements Row {

    private static final int UNITS = 200;
    private static final int VALUES = 20;
    private static final int GADGETS = 500;
    private static final int WINDOW = 4;
    private static final Pattern LAST_POSITION = Pattern.compile("\"lastPosition\":(\\d+)");

    private record Seen(double cores, long residentBytes, double perSecond, LoadFigures load) {}

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        Seen ours = ours(ground);
        ground.tell("Tidegate: %s readings, %s, %s, PUBACK %s"
                .formatted(
                        Line.perSecond(ours.perSecond), cores(ours), Line.megabytes(ours.residentBytes), waits(ours)));
        Seen mosquitto = mosquitto(ground);
        ground.tell("Mosquitto: %s, %s".formatted(cores(mosquitto), Line.megabytes(mosquitto.residentBytes)));
        return List.of(
                new Line(
                        "200 Modbus units of 20 values and 500 MQTT devices, each once a second: CPU",
                        cores(ours) + ", " + Line.perSecond(ours.perSecond) + " recorded",
                        "Mosquitto from memory, the 500 only: " + cores(mosquitto),
                        Line.ratio(ours.cores, mosquitto.cores),
                        "700/s"),
                new Line(
                        "the same: memory (RSS)",
                        Line.megabytes(ours.residentBytes),
                        "Mosquitto from memory, the 500 only: " + Line.megabytes(mosquitto.residentBytes),
                        Line.ratio(ours.residentBytes, mosquitto.residentBytes),
                        ""));
    }

    private static Seen ours(Ground ground) throws IOException, InterruptedException {
        try (ModbusUnits units = ModbusUnits.open();
                Tidegate tidegate = Tidegate.start(ground, "floor", bus(units.port()));
                LoadRun load = ground.load(order(ground, tidegate.mqttPort())).awaitCounting()) {
            long positionBefore = lastPosition(tidegate);
            long startedNanos = System.nanoTime();
            Usage before = tidegate.program().usage();
            LoadFigures figures = load.awaitEnd();
            Usage after = tidegate.program().usage();
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            double perSecond = (lastPosition(tidegate) - positionBefore) / seconds;
            return new Seen(cores(before, after, seconds), after.residentBytes(), perSecond, figures);
        }
    }

    private static Seen mosquitto(Ground ground) throws IOException, InterruptedException {
        try (Mosquitto broker = Mosquitto.start(ground, "floor-mosquitto", Ports.free(), Mosquitto.FROM_MEMORY);
                LoadRun load = ground.load(order(ground, broker.port())).awaitCounting()) {
            long startedNanos = System.nanoTime();
            Usage before = broker.program().usage();
            LoadFigures figures = load.awaitEnd();
            Usage after = broker.program().usage();
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            return new Seen(cores(before, after, seconds), after.residentBytes(), figures.perSecond(), figures);
        }
    }

    private static LoadOrder order(Ground ground, int port) {
        return new LoadOrder(
                port,
                GADGETS,
                WINDOW,
                GADGETS,
                LoadOrder.Length.of(ground.plan().paced()));
    }

    private static String bus(int port) {
        String registers = IntStream.range(0, VALUES)
                .mapToObj("{field: value%1$d, address: %1$d, type: uint16}"::formatted)
                .collect(Collectors.joining(", "));
        String units = IntStream.rangeClosed(1, UNITS)
                .mapToObj(number -> "      - {id: unit-%1$d, unit: %1$d, interval: 1 s, registers: [%2$s]}\n"
                        .formatted(number, registers))
                .collect(Collectors.joining());
        return "  - id: bus\n    driver: modbus\n    connection: \"tcp://127.0.0.1:%d\"\n    units:\n%s"
                .formatted(port, units);
    }

    private static double cores(Usage before, Usage after, double seconds) {
        return (after.cpuMillis() - before.cpuMillis()) / 1e3 / seconds;
    }

    private static long lastPosition(Tidegate tidegate) throws IOException, InterruptedException {
        String journal = tidegate.get("/api/v1/journal").body();
        Matcher found = LAST_POSITION.matcher(journal);
        if (!found.find()) {
            throw new IOException("the journal says " + journal);
        }
        return Long.parseLong(found.group(1));
    }

    private static String cores(Seen seen) {
        return String.format(Locale.ROOT, "%.1f %% of a core", 100 * seen.cores);
    }

    private static String waits(Seen seen) {
        return Latencies.millis(seen.load.p50Micros()) + " / " + Latencies.millis(seen.load.p99Micros());
    }
}
