package io.tidegate.site;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One value of a Modbus unit: where it stands, how its registers are understood, and the field that it becomes.
 *
 * @param address as it goes over the line, from 0
 * @param order of the bytes; of one register only whether its two are swapped
 * @param bit of a register, 0 being the least; only with {@link Type#BIT}
 * @param scale times this, then plus the offset
 * @param unit of the value after that: a UCUM code
 * @param invalid raw values that stand for "not measured"
 */
public record ModbusRegister(
        String field,
        Table table,
        int address,
        Type type,
        Order order,
        OptionalInt bit,
        BigDecimal scale,
        BigDecimal offset,
        Optional<String> unit,
        List<Long> invalid) {

    public static final int ADDRESS_MAX = 65_535;

    /** The four tables of the protocol; each has addresses of its own (Modbus Application Protocol V1.1b3, 4.3). */
    public enum Table {
        COIL,
        DISCRETE,
        INPUT,
        HOLDING;

        /** A table of single bits, not of registers. */
        public boolean isBits() {
            return this == COIL || this == DISCRETE;
        }

        public String word() {
            return Scalars.word(this);
        }
    }

    /** How many registers a value fills, and what they mean. */
    public enum Type {
        BIT(1),
        INT16(1),
        UINT16(1),
        INT32(2),
        UINT32(2),
        INT64(4),
        UINT64(4),
        FLOAT32(2),
        FLOAT64(4);

        private final int registers;

        Type(int registers) {
            this.registers = registers;
        }

        public int registers() {
            return registers;
        }

        public String word() {
            return Scalars.word(this);
        }
    }

    /** In which order the bytes of a value come, A being the highest; of eight bytes likewise. */
    public enum Order {
        /** As the protocol's own numbers. */
        ABCD,
        /** The lower register first. */
        CDAB,
        /** The lower byte of each register first. */
        BADC,
        /** The lowest byte first. */
        DCBA;

        public boolean swapsRegisters() {
            return this == CDAB || this == DCBA;
        }

        public boolean swapsBytes() {
            return this == BADC || this == DCBA;
        }
    }

    private static final int INVALID_MAX = 16;
    private static final int SIXTEEN_BITS = 16;

    private static final Scalar<Integer> ADDRESS =
            new Scalar<>(Scalar.Type.NUMBER_OR_TEXT, "0", 0, ModbusNumbers::address);
    private static final Scalar<Long> RAW = new Scalar<>(Scalar.Type.NUMBER_OR_TEXT, "0x8000", 0L, ModbusNumbers::raw);
    private static final Scalar<Table> TABLE =
            Scalars.oneOf(Table::word, List.of(Table.HOLDING, Table.INPUT, Table.COIL, Table.DISCRETE));
    private static final Scalar<Type> TYPE = Scalars.oneOf(
            Type::word,
            List.of(
                    Type.UINT16,
                    Type.INT16,
                    Type.UINT32,
                    Type.INT32,
                    Type.UINT64,
                    Type.INT64,
                    Type.FLOAT32,
                    Type.FLOAT64,
                    Type.BIT));

    static final Scalar<Order> ORDER = Scalars.oneOf(Order::name, List.of(Order.values()));

    static ModbusRegister read(Mapping item, Order standard) {
        Optional<Table> table = item.maybe("table", TABLE);
        int address = item.required("address", ADDRESS);
        if (table.isEmpty() && !item.has("table")) {
            ModbusNumbers.tableIn(address)
                    // A single bit has no type of number.
                    .filter(guess -> !guess.isBits() || !item.has("type"))
                    .ifPresent(guess -> item.problem("address", ModbusNumbers.didYouMean(address, guess)));
        }
        Table from = table.orElse(Table.HOLDING);
        Optional<Integer> bit = item.maybe("bit", Scalars.whole("0", 0, SIXTEEN_BITS - 1));
        ModbusRegister register = new ModbusRegister(
                item.required("field", Scalars.field("temperature")),
                from,
                address,
                type(item, from, bit.isPresent()),
                item.optional("order", ORDER, standard),
                bit.map(OptionalInt::of).orElse(OptionalInt.empty()),
                item.optional("scale", ModbusNumbers.factor("0.1"), BigDecimal.ONE),
                item.optional("offset", ModbusNumbers.factor("-40"), BigDecimal.ZERO),
                item.maybe("unit", Scalars.text("Cel")),
                item.values("invalid", RAW, INVALID_MAX));
        register.refuseNonsense(item);
        item.close();
        return register;
    }

    private static Type type(Mapping item, Table table, boolean ofBit) {
        if (!table.isBits() && !ofBit) {
            return item.required("type", TYPE);
        }
        item.maybe("type", TYPE)
                .filter(type -> type != Type.BIT)
                .ifPresent(type -> item.problem(
                        "type",
                        "'" + type.word() + "' does not go with " + (ofBit ? "'bit'" : "single bits")
                                + ". Remove it, or write type: bit."));
        return Type.BIT;
    }

    private void refuseNonsense(Mapping item) {
        if (type == Type.BIT && !table.isBits() && bit.isEmpty()) {
            item.problem("type", "does not say which bit of the register. Add 'bit: 0' for the lowest one.");
        }
        if (table.isBits() && bit.isPresent()) {
            item.problem("bit", "a " + table.word() + " is one bit itself. Remove 'bit'.");
        }
        if (type == Type.BIT && (item.has("scale") || item.has("offset") || item.has("unit") || item.has("invalid"))) {
            String key = Arrays.asList("scale", "offset", "unit", "invalid").stream()
                    .filter(item::has)
                    .findFirst()
                    .orElseThrow();
            item.problem(key, "goes with numbers, and this is a bit: yes or no. Remove it.");
        }
        if (type.registers() == 1 && item.has("order") && order.swapsRegisters()) {
            item.problem(
                    "order",
                    "tells which register comes first, and " + type.word()
                            + " is only one. Remove it; or did you mean a type of 32 bits?");
        }
        if (address + type.registers() - 1 > ADDRESS_MAX) {
            item.problem("address", type.word() + " from " + address + " ends behind " + ADDRESS_MAX + ". Check it.");
        }
        if (scale.signum() == 0) {
            item.problem("scale", "0 makes every value 0. Use something like 0.1, or remove it.");
        }
    }

    void show(YamlWriter yaml) {
        yaml.text("field", field);
        yaml.text("table", table.word());
        yaml.bare("address", address);
        bit.ifPresent(number -> yaml.bare("bit", number));
        if (type != Type.BIT) {
            yaml.text("type", type.word());
            if (type.registers() > 1 || order == Order.BADC) {
                yaml.text("order", order.name());
            }
            yaml.bare("scale", scale.toPlainString());
            yaml.bare("offset", offset.toPlainString());
            unit.ifPresent(code -> yaml.text("unit", code));
            if (!invalid.isEmpty()) {
                yaml.bare("invalid", invalid);
            }
        }
    }
}
