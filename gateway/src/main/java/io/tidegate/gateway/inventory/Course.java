package io.tidegate.gateway.inventory;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of an item there was over some time, all locations together; by the rules of {@link Ledger}. Used by one thread. */
final class Course {

    private static final double MILLIONTHS = 1e6;

    private record Step(String location, String lot, long at, long millionths, boolean counted) {}

    /** By location and lot. */
    private final Map<String, Map<String, Long>> levels = new HashMap<>();

    private Course() {}

    /** At the ends of so many equal parts of that time; not a number before anything was booked. */
    static float[] of(Sql sql, String item, Instant from, Instant to, int parts) throws SQLException {
        List<Step> steps = sql.all(
                """
                SELECT location, lot, at, millionths, counted FROM ledger_effect
                WHERE item = ? AND at <= ? AND reversed = 0 ORDER BY at, id""",
                row -> new Step(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getBoolean(5)),
                item,
                to.toEpochMilli());
        float[] course = new float[parts];
        Arrays.fill(course, Float.NaN);
        Course now = new Course();
        long start = from.toEpochMilli();
        long span = to.toEpochMilli() - start;
        int next = 0;
        for (int part = 0; part < parts; part++) {
            long end = start + span * (part + 1) / parts;
            while (next < steps.size() && steps.get(next).at <= end) {
                now.take(steps.get(next++));
            }
            if (next > 0) {
                course[part] = (float) (now.sum() / MILLIONTHS);
            }
        }
        return course;
    }

    private void take(Step step) {
        Map<String, Long> lots = levels.computeIfAbsent(step.location, _ -> new HashMap<>());
        if (!step.counted) {
            lots.merge(step.lot, step.millionths, Long::sum);
        } else {
            // A count that names no lot counts all together: the rest is what has none.
            long others = step.lot.equals(Effect.NO_LOT) ? sum(lots) - lots.getOrDefault(Effect.NO_LOT, 0L) : 0;
            lots.put(step.lot, step.millionths - others);
        }
    }

    private long sum() {
        return levels.values().stream().mapToLong(Course::sum).sum();
    }

    private static long sum(Map<String, Long> lots) {
        return lots.values().stream().mapToLong(Long::longValue).sum();
    }
}
