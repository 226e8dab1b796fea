package dev.datamigration.database.postgres.compare;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What many rows come to, whatever their order: their number, and the sums modulo 2^64 of both halves of their hashes.
 */
public record Aggregate(long rows, long sum1, long sum2) {
    public static final Aggregate NONE = new Aggregate(0, 0, 0);

    /** From three columns that begin at the given one: count and both sums. */
    static Aggregate read(ResultSet result, int column) throws SQLException {
        return new Aggregate(
                result.getLong(column),
                lowBits(result.getBigDecimal(column + 1)),
                lowBits(result.getBigDecimal(column + 2)));
    }

    public Aggregate plus(Aggregate other) {
        return new Aggregate(rows + other.rows, sum1 + other.sum1, sum2 + other.sum2);
    }

    private static long lowBits(BigDecimal sum) {
        return sum == null ? 0 : sum.toBigIntegerExact().longValue();
    }
}
