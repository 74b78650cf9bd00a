package io.tidegate.devices.modbus;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.Value;
import io.tidegate.site.ModbusRegister;
import io.tidegate.site.ModbusUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** A unit whose registers the site file, or its profile, lists. Used by its bus's device thread only. */
final class Listed implements Source {

    private final ModbusUnit unit;
    private final ReadPlan plan;

    Listed(ModbusUnit unit) {
        this.unit = unit;
        this.plan = ReadPlan.of(unit);
    }

    @Override
    public Map<String, Value> read(Line line) throws NoAnswer, UnitRefusal, DeviceException, InterruptedException {
        Map<String, Value> found = new LinkedHashMap<>();
        for (ReadPlan.Read each : plan.reads()) {
            byte[] values = each.span().ask(line, unit);
            for (ModbusRegister register : each.registers()) {
                Decoding.value(register, each.span(), values).ifPresent(value -> found.put(register.field(), value));
            }
        }
        return found;
    }
}
