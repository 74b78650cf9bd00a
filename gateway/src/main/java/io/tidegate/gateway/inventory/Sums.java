package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Sums of millionths that stop at {@link Amount#SUM_MAX}: whatever somebody books, no level passes what can be told. A sum
 * in the database is made of whole units and of the rest, since its own would fail where it passes a long. Functions only.
 */
final class Sums {

    private static final long MAX = Amount.SUM_MAX.movePointRight(Amount.DIGITS).longValueExact();
    private static final long ONE = (long) Amount.MILLIONTHS;

    /** The two columns that {@link #of} reads. */
    static final String MILLIONTHS = "sum(millionths / 1000000), sum(millionths % 1000000)";

    private Sums() {}

    static long plus(long one, long other) {
        return Math.clamp(one + other, -MAX, MAX);
    }

    /** Whether a sum has stopped there, so that what is added to it or taken off counts for nothing. */
    static boolean isFull(long sum) {
        return Math.abs(sum) == MAX;
    }

    /** As it is told. What is added up on the way is exact, or a level would depend on the order in which its lines came. */
    static long told(BigInteger exact) {
        return exact.max(BigInteger.valueOf(-MAX)).min(BigInteger.valueOf(MAX)).longValueExact();
    }

    /** Exactly, of {@link #MILLIONTHS}, the first two columns of the only row. */
    static BigInteger of(Sql sql, String query, Object... values) throws SQLException {
        return sql.one(query, Sums::of, values).orElse(BigInteger.ZERO);
    }

    private static BigInteger of(ResultSet row) throws SQLException {
        return BigInteger.valueOf(row.getLong(1))
                .multiply(BigInteger.valueOf(ONE))
                .add(BigInteger.valueOf(row.getLong(2)));
    }
}
