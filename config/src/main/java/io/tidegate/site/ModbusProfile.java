package io.tidegate.site;

import io.tidegate.site.ModbusRegister.Order;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What units of one make have in common: a file of {@code config/profiles/modbus}, which comes with the program.
 *
 * @param name of the file, and in site files
 * @param order of the bytes of its values
 * @param registersMax that the unit gives in one answer
 * @param gap registers that may be read along
 */
public record ModbusProfile(String name, Order order, int registersMax, int gap, List<ModbusRegister> registers) {

    /** One for each file; a folder within a program cannot be listed. */
    static final List<String> NAMES = List.of(
            "abb-b23",
            "carlo-gavazzi-em340",
            "eastron-sdm120",
            "eastron-sdm230",
            "eastron-sdm630",
            "janitza-umg",
            "schneider-iem3155");

    /** What a unit without a profile starts from. */
    static final ModbusProfile NONE = new ModbusProfile("", Order.ABCD, ModbusUnit.REGISTERS_MAX, 0, List.of());

    /** A unit that tells itself what it has, so that no file is needed. */
    private static final ModbusProfile SUNSPEC =
            new ModbusProfile("sunspec", Order.ABCD, ModbusUnit.REGISTERS_MAX, 0, List.of());

    static final Scalar<ModbusProfile> SCALAR = new Scalar<>(Scalar.Type.TEXT, "eastron-sdm630", NONE, name -> {
        if (name.equals(SUNSPEC.name())) {
            return SUNSPEC;
        }
        if (!NAMES.contains(name)) {
            List<String> known =
                    Stream.concat(NAMES.stream(), Stream.of(SUNSPEC.name())).toList();
            throw new Unfit("'" + name + "' is not known. " + Nearest.hint(name, known));
        }
        return shipped(name);
    });

    boolean isSunSpec() {
        return equals(SUNSPEC);
    }

    /** A mistake in the file is one in the program, and found by its tests. */
    private static ModbusProfile shipped(String name) {
        Problems problems = new Problems(name);
        try (InputStream file = ModbusProfile.class.getResourceAsStream("profiles/modbus/" + name + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException("the profile " + name + " is not in the program");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            ModbusProfile profile = read(name, Mapping.root(YamlText.tree(text, problems), problems));
            problems.check();
            return profile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Unfit | InvalidSite e) {
            throw new IllegalStateException("the profile " + name + " is broken", e);
        }
    }

    private static ModbusProfile read(String name, Mapping root) {
        ModbusProfile standard = ModbusUnit.limits(root, NONE);
        ModbusProfile profile = new ModbusProfile(
                name,
                standard.order(),
                standard.registersMax(),
                standard.gap(),
                ModbusUnit.registers(root, standard.order()));
        root.close();
        return profile;
    }
}
