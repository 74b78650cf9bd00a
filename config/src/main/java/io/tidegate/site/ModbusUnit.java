package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A unit on a Modbus bus, which is a device of its own.
 *
 * @param unit its number on the bus
 * @param timeout how long an answer may take
 * @param order of the bytes of its values, where a register says nothing else
 * @param registersMax that the unit gives in one answer
 * @param gap registers that nobody wants, and that may be read along where it saves a question
 * @param profile of its make, when there is one
 * @param registers besides those of the profile
 */
public record ModbusUnit(
        DeviceId id,
        int unit,
        Duration interval,
        Duration timeout,
        ModbusRegister.Order order,
        int registersMax,
        int gap,
        Optional<ModbusProfile> profile,
        List<ModbusRegister> registers) {

    /** Registers of one answer, by the protocol (Modbus Application Protocol V1.1b3, 6.3). */
    public static final int REGISTERS_MAX = 125;

    private static final int NUMBER_MAX = 255;
    /** With those of the largest profile no more than a reading has fields. */
    private static final int OWN_MAX = 100;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** More than ten seconds would hold up the whole bus, and the stop of the gateway. */
    private static final Scalar<Duration> TIMEOUTS =
            Scalars.duration("1 s", Duration.ofMillis(20), Duration.ofSeconds(10));

    /** The longest value fills four registers. */
    private static final Scalar<Integer> PER_ANSWER = Scalars.whole("125", 4, REGISTERS_MAX);

    static ModbusUnit read(Mapping item, DeviceId id) {
        Optional<ModbusProfile> profile = item.maybe("profile", ModbusProfile.SCALAR);
        ModbusProfile start = limits(item, profile.orElse(ModbusProfile.NONE));
        ModbusUnit unit = new ModbusUnit(
                id,
                item.required("unit", Scalars.whole("1", 0, NUMBER_MAX)),
                item.optional("interval", Scalars.INTERVAL, INTERVAL),
                item.optional("timeout", TIMEOUTS, TIMEOUT),
                start.order(),
                start.registersMax(),
                start.gap(),
                profile,
                registers(item, start.order()));
        unit.refuseEmpty(item);
        item.close();
        return unit;
    }

    private void refuseEmpty(Mapping item) {
        if (isSunSpec() && !registers.isEmpty()) {
            item.problem("registers", "do not go with profile: sunspec. Give them a unit of their own.");
        }
        if (item.has("profile")) {
            return;
        }
        if (!item.has("registers")) {
            item.problem(
                    "registers",
                    "is missing. Add it, such as"
                            + " 'registers: [{field: temperature, address: 0, type: int16, scale: 0.1}]', or a profile.");
        } else if (registers.isEmpty()) {
            item.problem("registers", "has nothing to read. Add at least one register.");
        }
    }

    /** What stands beside registers, here and in profiles: how they are read. */
    static ModbusProfile limits(Mapping item, ModbusProfile standard) {
        return new ModbusProfile(
                standard.name(),
                item.optional("order", ModbusRegister.ORDER, standard.order()),
                item.optional("registersMax", PER_ANSWER, standard.registersMax()),
                item.optional("gap", Scalars.whole("0", 0, REGISTERS_MAX - 1), standard.gap()),
                standard.registers());
    }

    static List<ModbusRegister> registers(Mapping item, ModbusRegister.Order order) {
        List<ModbusRegister> registers = new ArrayList<>();
        Map<String, Mapping> earlier = SiteLoader.noneYet();
        for (Mapping each : item.list("registers", OWN_MAX)) {
            ModbusRegister register = ModbusRegister.read(each, order);
            registers.add(register);
            if (each.has("field")) {
                SiteLoader.refuseRepeated(each, "field", register.field(), earlier, "Choose another.");
            }
        }
        return registers;
    }

    /** Whether the unit is asked what it has. */
    public boolean isSunSpec() {
        return profile.map(ModbusProfile::isSunSpec).orElse(false);
    }

    /** All that is read; what the site file says of a field counts more than the profile. */
    public List<ModbusRegister> wanted() {
        Set<String> own = registers.stream().map(ModbusRegister::field).collect(Collectors.toSet());
        List<ModbusRegister> wanted = new ArrayList<>(registers);
        profile.ifPresent(of -> of.registers().stream()
                .filter(register -> !own.contains(register.field()))
                .forEach(wanted::add));
        return List.copyOf(wanted);
    }

    /** Of its fields; registers of the site file have none unless it says so. */
    Map<String, String> fieldUnits() {
        if (isSunSpec()) {
            return FieldUnits.all();
        }
        Map<String, String> units = new LinkedHashMap<>();
        profile.ifPresent(of -> units.putAll(
                FieldUnits.of(of.registers().stream().map(ModbusRegister::field).toList())));
        for (ModbusRegister register : registers) {
            units.remove(register.field());
            register.unit().ifPresent(unit -> units.put(register.field(), unit));
        }
        return units;
    }

    void show(YamlWriter yaml) {
        yaml.text("id", id.value());
        yaml.bare("unit", unit);
        yaml.bare("interval", Quantities.text(interval));
        yaml.bare("timeout", Quantities.text(timeout));
        yaml.text("order", order.name());
        yaml.bare("registersMax", registersMax);
        yaml.bare("gap", gap);
        profile.ifPresent(of -> yaml.text("profile", of.name()));
        if (!registers.isEmpty()) {
            yaml.list("registers", registers, register -> register.show(yaml));
        }
    }
}
