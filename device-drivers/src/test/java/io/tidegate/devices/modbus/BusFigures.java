package io.tidegate.devices.modbus;

import io.tidegate.observation.Observation;
import io.tidegate.site.ModbusRegister.Table;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Not a test: measures what a bus of 200 units costs at one reading a second, by real TCP, on its device thread. The figures
 * of {@code docs/devices/modbus.md} are from here.
 */
final class BusFigures {

    private static final int UNITS = 200;
    private static final int FIELDS = 20;
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final int REPETITIONS = 3;

    private BusFigures() {}

    public static void main(String[] args) throws Exception {
        Units units = new Units();
        String[] items = new String[UNITS];
        for (int unit = 1; unit <= UNITS; unit++) {
            units.put(unit, Table.HOLDING, 0, new int[2 * FIELDS]);
            items[unit - 1] = "{id: u%d, unit: %d, interval: 1 s, registers: [%s]}".formatted(unit, unit, registers());
        }
        try (TcpServer server = new TcpServer(units);
                ModbusDriver driver = ModbusDriver.open(Bus.of(server.connection(), items), Clock.systemUTC())) {
            for (int repetition = 1; repetition <= REPETITIONS; repetition++) {
                measure(driver);
            }
        }
    }

    private static String registers() {
        StringBuilder registers = new StringBuilder();
        for (int i = 0; i < FIELDS; i++) {
            registers.append(i == 0 ? "" : ", ").append("{field: f%d, address: %d, type: float32}".formatted(i, 2 * i));
        }
        return registers.toString();
    }

    private static void measure(ModbusDriver driver) throws Exception {
        long endNanos = System.nanoTime() + LENGTH.toNanos();
        long cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long readings = 0;
        while (System.nanoTime() < endNanos) {
            long startedNanos = System.nanoTime();
            readings += driver.poll().stream()
                    .filter(Observation.Reading.class::isInstance)
                    .count();
            LockSupport.parkNanos(driver.interval().toNanos() - (System.nanoTime() - startedNanos));
        }
        double cpuSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuNanos) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d units, %.0f readings of %d fields a second, %.1f %% of a core%n",
                UNITS,
                (double) readings / LENGTH.toSeconds(),
                FIELDS,
                100 * cpuSeconds / LENGTH.toSeconds());
    }
}
