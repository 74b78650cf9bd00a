package io.tidegate.devices.modbus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The information models of SunSpec that the gateway knows, from {@code sunspec-models.tsv}. Safe from any thread. */
final class SunSpecModels {

    /** The common model: who made the device. */
    static final int COMMON = 1;

    private static final int FIRST_METER = 200;

    private static final Map<Integer, List<Point>> POINTS = load();

    /** How a point's registers are understood, and what stands in them when there is no value. */
    enum Type {
        INT16,
        UINT16,
        ACC32,
        FLOAT32,
        ENUM16,
        STRING
    }

    /**
     * One value of a model.
     *
     * @param offset in registers, from the one that holds the model's id
     * @param scale offset of the register that holds its power of ten
     * @param factor from the model's unit to the field's
     */
    record Point(Type type, int offset, int registers, OptionalInt scale, String field, BigDecimal factor) {}

    private SunSpecModels() {}

    /** The points that become fields; none of a model that is not known. */
    static List<Point> points(int model) {
        return POINTS.getOrDefault(model, List.of());
    }

    /** What a model is, for the names of its fields when there are several. */
    static String kind(int model) {
        return model < FIRST_METER ? "inverter" : "meter";
    }

    private static Map<Integer, List<Point>> load() {
        try (InputStream file = SunSpecModels.class.getResourceAsStream("sunspec-models.tsv")) {
            if (file == null) {
                throw new IllegalStateException("the models of SunSpec are not in the program");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t")))
                    .collect(Collectors.groupingBy(
                            row -> Integer.valueOf(row.getFirst()),
                            Collectors.mapping(SunSpecModels::point, Collectors.toUnmodifiableList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Point point(List<String> row) {
        String scale = row.get(5);
        return new Point(
                Type.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
                Integer.parseInt(row.get(2)),
                Integer.parseInt(row.get(4)),
                scale.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(scale)),
                row.get(6),
                new BigDecimal(row.get(7)));
    }
}
