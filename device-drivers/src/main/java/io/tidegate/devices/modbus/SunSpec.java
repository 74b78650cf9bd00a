package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.ModbusRegister.Table;
import io.tidegate.site.ModbusUnit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A unit that tells itself what it has (SunSpec Device Information Model Specification V1.1, 6): 'SunS', then models one
 * behind the other, each with its id and length. Used by its bus's device thread only.
 */
final class SunSpec implements Source {

    private static final int[] BEGINNINGS = {40_000, 0, 50_000};
    private static final int SUNS = 0x53756e53;
    private static final int HEAD_LENGTH = 2;
    private static final int END = 0xffff;

    /** More than any device has; a list without an end must not be followed for ever. */
    private static final int MODELS_MAX = 50;

    private final ModbusUnit unit;
    private List<Model> models = List.of();

    /**
     * A model as it was found.
     *
     * @param length in registers, without those of id and length
     * @param prefix of its fields, when another model has them, too
     */
    private record Model(int id, int address, int length, String prefix) {}

    SunSpec(ModbusUnit unit) {
        this.unit = unit;
    }

    @Override
    public Map<String, Value> read(Line line) throws NoAnswer, UnitRefusal, DeviceException, InterruptedException {
        Map<String, Value> found = new LinkedHashMap<>();
        List<Model> due = models;
        if (due.isEmpty()) {
            // Who made it is told once, with the first values.
            due = discover(line);
            models = due.stream()
                    .filter(model -> model.id() != SunSpecModels.COMMON)
                    .toList();
        }
        for (Model model : due) {
            ByteBuffer registers = registers(line, model);
            if ((registers.getShort(0) & 0xffff) != model.id()) {
                // Its software was changed meanwhile: the next turn begins anew.
                models = List.of();
                throw UnitRefusal.noSunSpec(unit.unit());
            }
            for (SunSpecModels.Point point : SunSpecModels.points(model.id())) {
                if (found.size() < Observation.Reading.FIELDS_MAX) {
                    SunSpecDecoding.value(point, registers)
                            .ifPresent(value -> found.put(model.prefix() + point.field(), value));
                }
            }
        }
        return found;
    }

    private List<Model> discover(Line line) throws NoAnswer, UnitRefusal, DeviceException, InterruptedException {
        for (int beginning : BEGINNINGS) {
            if (begins(line, beginning)) {
                List<Model> known = known(line, beginning + HEAD_LENGTH);
                if (known.stream().anyMatch(model -> model.id() != SunSpecModels.COMMON)) {
                    return known;
                }
            }
        }
        throw UnitRefusal.noSunSpec(unit.unit());
    }

    private boolean begins(Line line, int address) throws NoAnswer, DeviceException, InterruptedException {
        try {
            return head(line, address).getInt(0) == SUNS;
        } catch (UnitRefusal elsewhere) {
            return false;
        }
    }

    private List<Model> known(Line line, int first)
            throws NoAnswer, UnitRefusal, DeviceException, InterruptedException {
        List<Model> known = new ArrayList<>();
        int address = first;
        for (int i = 0; i < MODELS_MAX && address < END - HEAD_LENGTH; i++) {
            ByteBuffer head = head(line, address);
            int id = head.getShort(0) & 0xffff;
            int length = head.getShort(Short.BYTES) & 0xffff;
            if (id == END) {
                break;
            }
            if (!SunSpecModels.points(id).isEmpty()) {
                known.add(new Model(id, address, length, prefix(id, known)));
            }
            address += HEAD_LENGTH + length;
        }
        return known;
    }

    /** The first one that measures has plain names. */
    private static String prefix(int id, List<Model> earlier) {
        List<Model> measuring = earlier.stream()
                .filter(model -> model.id() != SunSpecModels.COMMON)
                .toList();
        if (id == SunSpecModels.COMMON || measuring.isEmpty()) {
            return "";
        }
        long same = measuring.stream()
                .filter(model -> SunSpecModels.kind(model.id()).equals(SunSpecModels.kind(id)))
                .count();
        return SunSpecModels.kind(id) + (same == 0 ? "" : same + 1) + ".";
    }

    private ByteBuffer head(Line line, int address)
            throws NoAnswer, UnitRefusal, DeviceException, InterruptedException {
        return ByteBuffer.wrap(new Span(Table.HOLDING, address, HEAD_LENGTH).ask(line, unit));
    }

    /** The registers of a model that are needed, in as many answers as the unit wants. */
    private ByteBuffer registers(Line line, Model model)
            throws NoAnswer, UnitRefusal, DeviceException, InterruptedException {
        int needed = SunSpecModels.points(model.id()).stream()
                .flatMap(point -> Stream.of(
                        point.offset() + point.registers(), point.scale().orElse(0) + 1))
                .collect(Collectors.maxBy(Integer::compare))
                .orElse(HEAD_LENGTH);
        int count = Math.min(needed, HEAD_LENGTH + model.length());
        ByteBuffer registers = ByteBuffer.allocate(count * Short.BYTES);
        for (int read = 0; read < count; read += unit.registersMax()) {
            int next = Math.min(unit.registersMax(), count - read);
            registers.put(new Span(Table.HOLDING, model.address() + read, next).ask(line, unit));
        }
        return registers.flip();
    }
}
