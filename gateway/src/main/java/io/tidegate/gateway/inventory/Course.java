package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** How much of an item there was over some time, all locations together; by the rules of {@link Ledger}. Functions only. */
final class Course {

    private record Step(Place place, String lot, long at, long millionths, boolean counted) {}

    private Course() {}

    /** At the ends of so many equal parts of that time; not a number before anything was booked. */
    static float[] of(Sql sql, String item, Instant from, Instant to, int parts) throws SQLException {
        List<Step> steps = sql.all(
                """
                SELECT location, lot, at, millionths, counted FROM ledger_effect
                WHERE item = ? AND at <= ? AND reversed = 0 ORDER BY at, id""",
                row -> new Step(
                        new Place(item, row.getString(1)),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getBoolean(5)),
                item,
                to.toEpochMilli());
        float[] course = new float[parts];
        Arrays.fill(course, Float.NaN);
        Tally tally = new Tally();
        long start = from.toEpochMilli();
        long span = to.toEpochMilli() - start;
        int next = 0;
        for (int part = 0; part < parts; part++) {
            long end = start + span * (part + 1) / parts;
            while (next < steps.size() && steps.get(next).at <= end) {
                Step step = steps.get(next++);
                tally.take(step.place, step.lot, step.millionths, step.counted);
            }
            if (next > 0) {
                course[part] = (float) (tally.sum() / Amount.MILLIONTHS);
            }
        }
        return course;
    }
}
