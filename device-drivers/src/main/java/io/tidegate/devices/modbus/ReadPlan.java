package io.tidegate.devices.modbus;

import io.tidegate.site.ModbusRegister;
import io.tidegate.site.ModbusRegister.Table;
import io.tidegate.site.ModbusUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The fewest questions that bring the values of a unit, within what it and the protocol allow. Immutable. */
record ReadPlan(List<Read> reads) {

    /** Bits of one answer: 2000 by the protocol (Modbus Application Protocol V1.1b3, 6.1). */
    static final int BITS_MAX = 2000;

    /** One question, and the values that its answer brings. */
    record Read(Span span, List<ModbusRegister> registers) {}

    static ReadPlan of(ModbusUnit unit) {
        List<Read> reads = new ArrayList<>();
        for (Table table : Table.values()) {
            List<ModbusRegister> sorted = unit.wanted().stream()
                    .filter(register -> register.table() == table)
                    .sorted(Comparator.comparingInt(ModbusRegister::address))
                    .toList();
            int most = table.isBits() ? BITS_MAX : unit.registersMax();
            group(sorted, most, unit.gap(), reads);
        }
        return new ReadPlan(List.copyOf(reads));
    }

    private static void group(List<ModbusRegister> sorted, int most, int gap, List<Read> reads) {
        List<ModbusRegister> group = new ArrayList<>();
        int start = 0;
        int end = 0;
        for (ModbusRegister next : sorted) {
            int nextEnd = next.address() + next.type().registers();
            boolean joins = next.address() <= end + gap && Math.max(end, nextEnd) - start <= most;
            if (!group.isEmpty() && !joins) {
                reads.add(read(group, start, end));
                group.clear();
            }
            if (group.isEmpty()) {
                start = next.address();
                end = nextEnd;
            }
            group.add(next);
            end = Math.max(end, nextEnd);
        }
        if (!group.isEmpty()) {
            reads.add(read(group, start, end));
        }
    }

    private static Read read(List<ModbusRegister> group, int start, int end) {
        return new Read(new Span(group.getFirst().table(), start, end - start), List.copyOf(group));
    }
}
